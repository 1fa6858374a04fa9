"""The words of the house: each in Chinese and in English, with one sentence in both."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    zh: str
    en: str
    zh_means: str
    en_means: str

    def holds(self, words: list[str]) -> bool:
        """Whether all the words stand somewhere in it, in either language."""
        text = f"{self.zh} {self.en} {self.zh_means} {self.en_means}".casefold()
        return all(word in text for word in words)


WORDS = [
    Word("测评体系、操作手册", "standard", "测评用的一套标准，有版次，分几层。", "The versioned system of indicators by which the county is assessed, in levels."),
    Word("测评项目、测评指标、测评内容、测评标准", "project, indicator, content, criterion", "测评体系的各层，最下面一层是测评标准。", "The levels of a standard; the lowest is the criterion."),
    Word("材料审核（网上申报）、实地考察、问卷调查", "material, on-site, survey", "三种测评方法。", "The three methods of assessment."),
    Word("网上申报、群众满意度、负面清单", "online submission, satisfaction, negative list", "三个抓手。", "The three grips on the campaign."),
    Word("工作方案", "plan", "县里或局里印发的文件，任务从它来。", "The document that a county or bureau publishes; duties come from it."),
    Word("举措、任务要求", "measure, obligation", "方案答应的事：谁办、办什么、多久一次、办多少、什么时候前。", "What a plan promises: who does what, how often, how much, by when."),
    Word("主责、配合、不涉及、非任务", "lead, cooperates, not ours, no task", "这一条归不归我们；只有主责生成任务。", "Whether an obligation is ours; only “lead” makes duties."),
    Word("任务", "duty", "一条任务要求、一个单位、一个时段，有期限，有应交的件数。", "One obligation, one unit, one period, with a due day and a needed count."),
    Word("任务清单、责任清单", "duty list, responsibility list", "任务逐项列出；任务按单位汇总。", "Duties one by one; duties summed up by unit."),
    Word("材料", "evidence", "证明任务或标准的照片、情况说明、文件、表格。", "A photo, report, document or table that proves a duty or a criterion."),
    Word("提交", "submit", "联络员把一项任务的材料交上去，等负责同志签字。", "The liaison hands in a duty's evidence; the leads sign next."),
    Word("审核签字、审核通过", "sign-off, accepted", "分管负责同志、主要负责同志先后签字，创建办审核认可。", "The deputy lead and the principal lead sign, then the campaign office accepts."),
    Word("签字密码", "signing password", "签字时再输一次的密码，不另设就是登录密码。", "The password typed again to sign; the login password unless another is set."),
    Word("退回", "return", "写明原因退给联络员；内容改了，签过的要重签。", "Sent back to the liaison with a reason; what changed is signed again."),
    Word("月目录", "monthly list", "一个单位一个月的日常材料列成一张，签一次。", "A unit's routine evidence of a month on one list, signed once."),
    Word("补报", "handed in late", "过了期限才交，照实注明真实日期。", "Handed in after the due day; the true date is shown."),
    Word("本期未开展、不适用", "not held this period, not applicable", "这一期没做，或这项不归本单位：写明原因，任务就此了结。", "An honest end of a duty: it did not take place, or is not this unit's, with a reason."),
    Word("催办", "remind", "创建办提醒一次，一天最多一次。", "The campaign office reminds a unit, once a day at most."),
    Word("督办", "escalate", "催办之后的正式督促，记下日期和次数。", "What follows a reminder, formally, with its day and count."),
    Word("延期、转派、撤销", "extend, hand on, withdraw", "改期限、换单位、不再要求。", "Another due day, another unit, no longer asked."),
    Word("逾期", "late", "期限已过还没有交；1 天告诉联络员，3 天告诉负责同志，7 天告诉创建办。", "Not handed in by the due day; told after 1 day to the liaison, 3 to the leads, 7 to the office."),
    Word("记录证明", "proven by a record", "别处已有的记录证明了这项任务，不用再交。", "Another record proves the duty; nothing to hand in."),
    Word("创建办", "campaign office", "统筹全县创建、派任务、审核材料的办公室。", "Coordinates the campaign, gives out duties, reviews evidence."),
    Word("联络员", "liaison", "一个单位里收集和提交材料的人。", "Collects and hands in a unit's evidence."),
    Word("分管负责同志、主要负责同志", "deputy lead, principal lead", "单位里先签字的人、后签字的人。", "Who signs first and who signs last within a unit."),
    Word("督查员", "inspector", "按路线实地检查，发现问题就登记的人。", "Walks a route, checks places and files problems."),
    Word("处置人员", "handler", "把交给单位的事办好、拍照、交回的人。", "Mends what was given to the unit, photographs it and hands it back."),
    Word("访员", "interviewer", "入户做问卷的人。", "Reaches sampled households and asks the questionnaire."),
    Word("管理员、审计员", "administrator, auditor", "管账号和单位的；只看不办的。", "Keeps accounts and units; may look at everything but not act."),
    Word("单位组", "unit set", "几个单位合起来的叫法，如“各镇街”。", "A common name for several units, such as 各镇街."),
    Word("点位、周边500米", "place, surroundings", "测评可能去看的地方，和与它一起看的周边。", "A site that assessors may visit, and the area judged with it."),
    Word("问题、案件、台账", "case, ledger", "一处毛病或一件诉求，以及登记它们的账。", "A defect or an appeal, and the book of them."),
    Word("立案、派遣、处置、核查、结案（销号）", "accept, dispatch, handle, verify, close (strike off)", "一个问题从发现到解决要走的步子。", "The life of a case."),
    Word("考评轮次", "round", "对抽到的点位做的一次检查。", "One inspection campaign over a sample of places."),
    Word("入户调查", "household survey", "到抽到的人家里做的问卷。", "Sampled interviews at home."),
    Word("满意度、知晓率、支持率、参与率", "satisfaction, awareness, support, participation", "问卷要估计的四个数。", "What surveys estimate."),
    Word("诉求", "appeal", "市民的请求或投诉。", "A citizen's request or complaint."),
    Word("曝光", "exposure", "公开的不文明行为，人认不出来。", "A published issue of uncivil behaviour in which nobody can be recognised."),
    Word("负面清单、一票否决", "negative list, veto", "会扣分、甚至取消资格的事件。", "Events that cost points or void the result."),
    Word("提醒、预警、红线", "notice, warning, red line", "负面清单的三个级别。", "The three levels of the negative list."),
    Word("提升工程", "works project", "有节点的改造项目。", "An improvement project with milestones."),
    Word("调度会", "dispatch meeting", "商量差距怎么补的会：领导调度、单位内部调度、针对性调度。", "Where gaps are decided on: by leaders, within a unit, or on one subject."),
    Word("公益广告、新时代文明实践、志愿服务", "public-interest advertisement, civilization practice, volunteering", "几类创建活动。", "Kinds of activity in the campaign."),
]  # fmt: skip


def found(words: str) -> list[Word]:
    """The words that hold what the reader typed; all of them for nothing typed."""
    return [word for word in WORDS if word.holds(words.casefold().split())]
