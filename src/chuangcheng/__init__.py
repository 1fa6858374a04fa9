"""Chuangcheng (创城台): a county's campaign for the title National Civilized City."""

__version__ = "0.1.0"
