"""What a login password must be, said in our words. The checks are Django's own."""

from django.contrib.auth import password_validation as django
from django.utils.translation import gettext as _


class Long(django.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return _("密码太短，至少 %(n)d 位。") % {"n": self.min_length}


class NotLikeName(django.UserAttributeSimilarityValidator):
    """The person has a login name and a name, and nothing else that could be in it."""

    def __init__(self) -> None:
        super().__init__(("username", "name"))

    def get_error_message(self) -> str:
        return _("密码和登录名或姓名太像，换一个。")


class NotCommon(django.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return _("这个密码太常见，很容易猜到，换一个。")


class NotOnlyDigits(django.NumericPasswordValidator):
    def get_error_message(self) -> str:
        return _("密码不能全是数字。")
