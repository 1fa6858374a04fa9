"""Expressions of time: how often (每月), by when (6月底前), how long. One pattern for each, used by tokens and
fields alike."""

import re
from typing import Final

_N: Final = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
_YEAR: Final = r"(?:(?:\d{4}|二[〇○零][〇○零一二三四五六七八九]{2})年|今年|本年度?|当年|明年|次年|同年)?"
_BEFORE: Final = r"(?:之?前|以前|为止|止)?"

CADENCE: Final = re.compile(
    rf"""每(?:个)?(?:工作日|星期|学期|学年|季度|半个?月|半年|年度|周[一二三四五六日末天]?|月|年|天|日|旬|季|晚|早|夜)(?:\d{{1,2}}[日号](?:之?前|左右)?)?
    |每(?:隔)?(?P<n>{_N})个?(?P<unit>工作日|天|日|周|星期|月|季度|年|小时)(?!以|内)
    |(?P<each>一|两|二|三|半)(?:个)?(?P<eachunit>天|日|周|月|季度|季|年)(?:一|1)(?=[\u4e00-\u9fff](?!次))
    |逐[日周旬月季年](?!期)|按[日周旬月季年](?:度)?(?=[\u4e00-\u9fff])
    |常态长效|常态化|常态|定期|不定期|经常性?|日常|及时|适时|随时|持续|长期|不断|平时""",
    re.VERBOSE,
)

_MONTH: Final = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s*月(?:份)?"
DEADLINE: Final = re.compile(
    rf"""(?:(?:于|在|到|至|截至|截止到?|力争|争取|确保)\s*)?(?P<date>{_YEAR}\s*(?:
        {_MONTH}\s*(?P<day>(?:\d{{1,2}}|[一二三十][一二三四五六七八九十]{{0,2}})[日号])
        |{_MONTH}\s*(?P<part>上旬|中旬|下旬|中|初|底|末)
        |{_MONTH}(?=\s*(?:之?前|以前|[：:]))
        |第?(?P<quarter>[一二三四1234])季度(?:末|底)?
        |(?P<half>上半年|下半年)(?:末|底)?
        |(?P<yearend>年[底末]|(?<=年)[底末])
        ))\s*(?P<before>之?前|以前|为止|止)?""",
    re.VERBOSE,
)
_DAY: Final = rf"{_YEAR}\s*{_MONTH}(?:\s*\d{{1,2}}[日号])?(?:上旬|中旬|下旬|初|中|底|末)?"
RANGE: Final = re.compile(rf"(?P<from>{_DAY})\s*(?:—+|－+|-+|–+|~+|～+|至|到|－)\s*(?P<to>{_DAY}|(?:{_YEAR})年?底)")
