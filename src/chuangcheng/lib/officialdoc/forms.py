"""The forms that the campaign sends out: the 督办单 and the 交办单, with the usual labels and room to write by hand."""

from datetime import date

from .model import Field, Form
from .words import day

_SIGNED = "签字：　　　　　　　　年　　月　　日"
_SEALED = "（盖章）　　　　　　　　年　　月　　日"


def supervision_form(
    number: str, matter: str, unit: str, *, requirement: str = "", due: date | None = None, due_note: str = "",
    received_by: str = "", received_on: date | None = None, feedback: str = "", strike_off: str = "",
) -> Form:  # fmt: skip
    """The 督办单: 文号, 督办事项, 责任单位, 办理时限, 签收, 反馈情况, 销号意见. What is empty is left to the pen."""
    return _form(
        "督办事项", number, matter, unit, requirement, due, due_note, received_by, received_on, feedback, strike_off
    )


def assignment_form(
    number: str, matter: str, unit: str, *, requirement: str = "", due: date | None = None, due_note: str = "",
    received_by: str = "", received_on: date | None = None, feedback: str = "", strike_off: str = "",
) -> Form:  # fmt: skip
    """The 交办单, which says 交办事项 where the 督办单 says 督办事项."""
    return _form(
        "交办事项", number, matter, unit, requirement, due, due_note, received_by, received_on, feedback, strike_off
    )


def _form(
    label: str, number: str, matter: str, unit: str, requirement: str, due: date | None, due_note: str,
    received_by: str, received_on: date | None, feedback: str, strike_off: str,
) -> Form:  # fmt: skip
    until = "".join((f"{day(due)}前" if due else "", f"（{due_note}）" if due_note else ""))
    fields = [
        Field("文　　号", number, half=True),
        Field("办理时限", until, half=True),
        Field("责任单位", unit),
        Field(label, matter, lines=3),
    ]
    if requirement:
        fields.append(Field("办理要求", requirement, lines=2))
    fields += [
        Field("签 收 人", received_by, half=True),
        Field("签收时间", day(received_on) if received_on else "", half=True),
        Field("反馈情况", feedback, lines=4, sign=_SEALED),
        Field("销号意见", strike_off, lines=3, sign=_SIGNED),
    ]
    return Form(tuple(fields))
