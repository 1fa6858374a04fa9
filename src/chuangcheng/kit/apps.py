from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "chuangcheng.kit"
    label = "kit"

    def ready(self) -> None:
        from chuangcheng.kit import tenancy

        tenancy.install()
