"""The tags and components as pages use them."""

import datetime as dt

import pytest
from django import forms
from django.template import Context, Engine, TemplateSyntaxError, engines
from django.utils import translation
from django_cotton.compiler_regex import CottonCompiler

TODAY = dt.date(2026, 6, 12)


def render(source, **context):
    engine: Engine = engines["django"].engine
    with translation.override("zh-hans"):
        return engine.from_string(CottonCompiler().process(source)).render(Context({"today": TODAY, **context}))


def test_no_tag_writes_an_inline_style():
    drawn = render(
        "{% bar ok=3 late=1 %}{% meter 2 4 %}{% confidence 0.6 %}{% interval 5 4 6 most=10 %}{% icon 'check' %}"
    )
    assert "style=" not in drawn


def test_a_bar_leaves_the_rest_of_the_total_grey():
    assert 'width="25.00%"' in render("{% bar ok=1 total=4 %}")


def test_a_bar_of_nothing_is_empty_and_does_not_fall():
    assert "<svg" in render("{% bar ok=0 total=0 %}")


def test_a_bar_knows_its_tones():
    with pytest.raises(TemplateSyntaxError):
        render("{% bar purple=1 %}")


def test_a_late_deadline_has_a_sign_and_words():
    drawn = render("{% due on today %}", on=dt.date(2026, 6, 10))
    assert "#alert-triangle" in drawn
    assert "逾期 2 天" in drawn


def test_a_figure_without_records_is_no_link():
    assert "<a" not in render("{% figure 1204 '' '户' %}")
    assert ">1,204</a>" in render("{% figure 1204 '/x/' '户' %}")


def test_text_is_escaped():
    assert "<b>" not in render("{% badge 'late' words %}{% figure words '/x/' %}", words="<b>")


def test_a_meter_marks_the_present_step():
    drawn = render("{% meter 1 4 label='提交·分管·主要·创建办' %}")
    assert drawn.count('class="d"') == drawn.count('class="c"') == 1
    assert "1/4" in drawn


class Form(forms.Form):
    reason = forms.CharField(label="原因", help_text="对方会看到。")
    unit = forms.ChoiceField(label="单位", choices=[(n, n) for n in range(20)])


def test_a_field_ties_its_error_and_help_to_the_control():
    drawn = render("<c-form-errors :form='form' /><c-fields :form='form' />", form=Form({}))
    assert 'aria-describedby="id_reason-error id_reason-help"' in drawn
    assert 'id="id_reason-error"' in drawn
    assert 'id="id_reason-help"' in drawn
    assert 'href="#id_reason"' in drawn


def test_a_long_select_can_be_searched():
    assert "data-search" in render("<c-field :field='form.unit' />", form=Form())


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "422.html", "500.html"])
def test_error_pages_render_without_any_context(name):
    with translation.override("zh-hans"):
        drawn = engines["django"].get_template(name).template.render(Context({}))
    assert "<h1>" in drawn
    assert "style=" not in drawn
