"""Journeys in Chromium through a running installation: real settings, web and worker as processes of their own."""
