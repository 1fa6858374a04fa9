from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "chuangcheng.kit.ui"
    label = "ui"
