"""English verbs of events with what they are about: work begins, papers are signed."""

import re
from typing import Final

from dcpipeline.extract.latin.clause_parts import CHAR, SITE, Clause
from dcpipeline.normalize.status import MODAL_MAY

_WORK: Final = (
    r"(?:construction(?: works?)?|(?:site |building |civil |construction |preparatory |physical )?"
    r"works?|site preparation|earthworks|excavation|piling)"
)
_FINITE: Final = (
    rf"(?:is|are|was|were|has|have|had|will|would|should|could|{MODAL_MAY}|might|which|that|who|but|"
    r"while|said|says|after|before|when|and(?= (?:the|its|it|an?|has|had|is|was|will|that|they)\b))"
)
# What the work is on, up to its verb: "on ByteDance's 4.5 billion yuan data center in Datong, ".
_ON_WHAT: Final = rf"(?:(?!\b{_FINITE}\b){CHAR}){{0,130}}?"
_ADVERB: Final = (
    r"(?:(?:now|also|then|still|yet|soon|later|recently|already|finally|just|since|only|reportedly|"
    r"formally|officially|quietly|currently|today|yesterday|fully|partly|partially|"
    r"(?!nearly)[a-z]+ly),? )"
)
AHEAD: Final = (
    rf"(?:will|would|shall|should|could|{MODAL_MAY}|might|can|must|going(?= to\b)|"
    r"likely|poised|set|due(?! to \w+ing\b)|expected|expects?|expecting|"
    r"slated|scheduled|planned|plans?|planning|aims?|aiming|intends?|hopes?|"
    r"hoping|wants?|targets?|pledged|promised|supposed|projected|proposes?|proposed|"
    r"(?:is|are|was|were) to)"
)
NEGATED: Final = (
    r"(?:not|never|n't|yet to|no longer|fails? to|failed to|unable to|without|instead of|"
    r"rather than|neither|nor)"
)
LINK: Final = (
    r"(?:(?:to|be|been|being|have|has|had|is|are|was|were|get|got|gets|it|its) |"
    rf"{_ADVERB})"
)
_BEGUN: Final = (
    r"(?:beg[aiu]ns?|beginning|start(?:s|ed|ing)?|commenc(?:e[sd]?|ing)|kick(?:s|ed|ing)? off|"
    r"resum(?:e[sd]?|ing)|launch(?:e[sd]|ing)?|commencement)"
)
_GOES_ON: Final = (
    r"(?:(?:well )?(?:under ?way|advanced)|in progress|in full swing|ongoing|advancing|"
    r"progress(?:es|ed|ing)|"
    r"proceed(?:s|ed|ing)|continu(?:e[sd]?|ing)|on schedule|on track|speeding up|at full speed|"
    r"(?:about |around |nearly |almost |more than |over )?\d{1,2} ?(?:%|per ?cent) "
    r"(?:complete|finished|done)|(?:nearly|almost|half) (?:complete|finished|done)|"
    r"(?:nearing|near|close to|approaching) completion)"
)
_DONE: Final = (
    r"(?<!nearly )(?<!almost )(?<!half )(?<!cent )(?<!% )(?:complet(?:e[sd]?|ing)|"
    r"finish(?:e[sd]|ing)?|wrapp(?:ed|ing) up|wraps? up|"
    r"conclud(?:e[sd]?|ing)|ended)"
)
_STOPPED: Final = (
    r"(?:stop(?:s|ped|ping)?|halt(?:s|ed|ing)?|suspend(?:s|ed|ing)?|paus(?:e[sd]?|ing)|"
    r"stall(?:s|ed|ing)?|fro[zs]en?|freez(?:es?|ing)|interrupted|ceas(?:e[sd]?|ing)|"
    r"(?:ground|came|come|brought) to (?:a |an )?(?:complete |virtual )?(?:halt|standstill|stop)|"
    r"at (?:a |an )?(?:complete |virtual )?standstill|on hold|"
    r"postponed?|delayed|dried up|broken? off|broke off)"
)
_BUILDING: Final = (
    r"(?:(?:on |of )?(?:the |its |their |full |actual |physical |main )*"
    r"(?:construction(?: works?)?|building(?! (?:[a-z]\b|\d))|constructing|erecting|"
    r"(?:site |building |civil |construction )?works?(?! force)(?= on| at| of|[,.;]| in| last|"
    r" this)|"
    r"earthworks|excavation|piling|digging))"
)

# Service: what a site goes into, begins or is in.
TRIAL: Final = r"(?:trial|test|pilot|beta|preliminary|provisional|partial|limited)"
_SORT: Final = (
    rf"(?:(?:{TRIAL}|full|commercial|formal|official|normal|regular|active|public|live|stable|"
    r"full-scale|round-the-clock|the|its|their|large-scale) )*"
)
_SERVICE: Final = (
    rf"(?P<sort>{_SORT}(?:services?|operations?|production|use|running|runs?|operating|serving))\b"
)
_INTO: Final = (
    r"(?:(?:go(?:es|ing|ne)?|went|com(?:e|es|ing)|came|put|putting|bring|brings|brought|plac(?:e|"
    r"ed)|"
    r"tak(?:e|en)|mov(?:e|ed)|pass(?:ed)?) (?:in)?to|"
    r"(?:put|placed|taken) in(?= (?:use|service))|enter(?:s|ed|ing)?(?: into)?|"
    rf"(?:put|bring|brings|brought|placed?) {CHAR}{{1,80}}? (?:in|into|to)|"
    r"(?:is|are|been|be|was|were|remains?) (?:not |not yet |already |now |still |currently )?in)"
)
_RUNNING: Final = (
    r"(?:go(?:es|ing|ne)?|went|com(?:e|es|ing)|came|bring|brings|brought|is|are|was|were|be|been|"
    r"becom(?:e|es|ing)|became|get|got|now|already|put|turned|switched) "
    rf"(?:it |them |{_ADVERB})*"
    r"(?P<state>live|online|on line|operational|on stream|up and running|operating|"
    r"open for business|ready for (?:service|use))(?! in the (?:us|united))\b"
)
_OWN_BEGIN: Final = (
    r"(?:beg[aiu]n|begins?|beginning|start(?:s|ed|ing)?|commenc(?:e[sd]?|ing)|launch(?:e[sd]|ing)?)"
)

# A paper that is given, or that two sides sign.
_GETS: Final = (
    r"(?:receiv(?:e[sd]?|ing)|obtain(?:s|ed|ing)?|secur(?:e[sd]?|ing)|w[io]ns?|winning|gets?|got|"
    r"gain(?:s|ed|ing)?|grant(?:s|ed|ing)?|gives?|gave|given|pass(?:es|ed|ing)?|issu(?:e[sd]?|ing)|"
    r"cleared|handed)"
)
_PERMIT: Final = (
    r"(?:approvals?|permits?|clearance|permission|go-ahead|green light|licen[cs]e|nod|"
    r"authori[sz]ation|(?:energy|environmental|feasibility)[a-z -]{0,24} (?:review|assessment)|"
    r"consent)"
)
_SIGNS: Final = (
    r"(?:sign(?:s|ed|ing)?|ink(?:s|ed|ing)?|seal(?:s|ed|ing)?|conclud(?:e[sd]?|ing)|"
    r"reach(?:es|ed|ing)?|str(?:ike|ikes|uck|iking)|clinch(?:es|ed)?|enter(?:s|ed|ing)? into|"
    r"finali[sz](?:e[sd]?|ing))"
)
_PAPER: Final = (
    r"(?:agreements?|deals?|contracts?|pacts?|accords?|memorandum|mou|letters? of intent|"
    r"framework)"
)
# A noun for an opening, which a date makes news: "since its opening in May".
_OPENING: Final = (
    r"(?:(?:official|formal|full|grand|partial) )?"
    r"(?:opening|inauguration|completion|commissioning|launch|activation|start-up|handover)"
)
# What a verb opens, enlarges or buys: "the center", "its vast campus"; "the land for the center"
# is another thing.
_OBJECT: Final = (
    r"(?=(?:the|its|an?|this|their|two|three|'s) (?:(?!(?:for|of|at|in|to|from|with|and|land)\b)"
    rf"[\w'’.-]+ ){{0,5}}?{SITE}\b)"
)
_DATE: Final = (
    r"(?:(?:in|on|late in|early in|at the end of|since|as early as) (?:the )?(?:(?!the|a|"
    r"its)[\w-]+ ){0,3}?"
    r"(?:\d{4}|january|february|march|april|may|june|july|august|september|october|november|"
    r"december|[a-z]+day|year-end|q[1-4]|(?:first|second|third|fourth) (?:quarter|half))\b|(?:last|"
    r"earlier this|this) \w+|(?:a|two|three|\w+) "
    r"(?:years?|months?|weeks?) (?:ago|earlier|before))"
)


# "begun design work on": drawings, and no works.
_PAPERWORK: Final = (
    r"(?:design|planning|feasibility|engineering stud|recruit|hiring|fundrais|talks|consultation|"
    r"site selection|land acquisition|tender|procurement|pre-?leasing|marketing)"
)


def _subject(event: str, verb: str) -> Clause:
    """Work, what it is on, and a verb."""
    return Clause(
        event,
        re.compile(
            rf"(?<!-)\b{_WORK}\b{_ON_WHAT}(?:, (?:\w+ )?which [^,;.]{{1,80}},|"
            rf", which)? ?(?P<verb>\b(?:(?:{NEGATED}|{AHEAD}|has|have|had|is|are|"
            rf"was|were) )*{LINK}*{verb})\b"
        ),
    )


CLAUSES: Final = (
    # "the main structure has been completed": the shell stands, nothing runs.
    Clause(
        "construction_start",
        re.compile(
            r"\b(?:main|steel|primary|concrete) (?:structure|frame|shell)s?\b[^.;:]{0,110}? "
            r"(?P<verb>(?:has|have|had|was|were|is) (?:been )?(?:\w+ly )?"
            r"(?:completed|finished|complete|capped))\b"
        ),
    ),
    Clause(
        "announced",
        re.compile(
            r"\b(?P<verb>(?:launch|issu|open|publish|invit|call)\w*\b (?:[^.;:,]{0,24} )?"
            r"(?:tenders?|bids?|bidding))\b"
            r"(?=[^.;:]{0,40}?\b(?:construction|building|epc|design and build)\b)"
        ),
    ),
    Clause(
        "expanded",
        re.compile(
            r"\b(?P<verb>(?:complet|finish)(?:ed|es|ing)? (?:(?:the|its|an?|their) )?"
            r"(?:[\w-]+ ){0,2}?"
            r"(?:expan(?:sion|ding)|enlarg(?:ement|ing)|exten(?:sion|ding))"
            r"|completion (?:(?:in|on|last|at|yesterday)\b[^.;:,]{0,30} )?of (?:the |its |an )?"
            r"(?:[\w-]+ ){0,2}?(?:expansion|enlargement|extension))\b|"
            r"\b(?P<verb2>(?:expansion|enlargement|extension)"
            r"(?: (?:of|that|at|project|works?)\b[^.;:,]{0,60}?)? "
            r"(?:(?:was|were|is|has been) )?(?:completed|finished))\b"
        ),
    ),
    Clause("construction_start", re.compile(rf"\b(?P<verb>{_BEGUN} {_BUILDING})")),
    # "work has moved fast since it began in April"
    Clause(
        "construction_start",
        re.compile(
            rf"\b{_WORK}\b[^.;:]{{0,60}}? since (?:it|they) (?:was |were )?"
            r"(?P<verb>began|started|begun|kicked off)\b"
        ),
    ),
    Clause(
        "construction_start",
        re.compile(
            rf"\b(?:is|are|was|were) {_ADVERB}{{1,2}}(?P<verb>building) "
            r"(?:the|an?|its|their|two|three|four|\d)\b"
        ),
    ),
    Clause(
        "construction_start",
        re.compile(rf"\bground(?=[^.;,]{{0,40}} broken\b)(?P<verb> (?:{AHEAD} )?{LINK}*broken)\b"),
    ),
    Clause("operational", re.compile(rf"\b(?P<verb>{_DONE} {_BUILDING})")),
    Clause(
        "operational",
        re.compile(
            rf"(?<!trial )\b(?:commercial )?(?:operations?|services?) (?:at|of|from) {_ON_WHAT}"
            rf"(?P<verb>{_BEGUN})\b"
        ),
    ),
    Clause(
        "construction_start",
        re.compile(
            r"\b(?P<verb>(?:start|start-up|commencement|kick-?off|ground-?breaking|"
            r"foundation[- ]laying|cornerstone[- ]laying)(?: ceremony)? (?:of|for) "
            rf"(?:(?!\b{_FINITE}\b){CHAR}){{0,110}}?\b{SITE}(?: [ivx\d]+)?(?: project)?"
            r"(?: ceremony)? (?:took place|was held|came|were held))\b"
        ),
    ),
    Clause(
        "construction_start",
        re.compile(r"\b(?:project|phase \w+)(?:, [^.;!]{2,40},)? (?P<verb>starts)(?=!|$|\n)"),
    ),
    Clause("suspended", re.compile(rf"\b(?P<verb>{_STOPPED} {_BUILDING})")),
    _subject(
        "construction_start", rf"(?:{_BEGUN}(?! (?:the |its |their )?{_PAPERWORK})|{_GOES_ON})"
    ),
    _subject("operational", _DONE),
    _subject("suspended", _STOPPED),
    Clause(
        "construction_start",
        re.compile(
            r"\b(?P<verb>(?:about |around |nearly |almost |more than |over )?"
            r"(?:\d{1,2} ?(?:%|per ?cent)|nearly|almost|half) (?:complete|finished|built))\b"
        ),
    ),
    Clause(
        "operational",
        re.compile(
            rf"(?:(?<=its )|(?<=their )|(?<='s )|(?<=since )|(?<=after )|(?<=following ))"
            rf"(?P<verb>{_OPENING}),? (?={_DATE})"
        ),
    ),
    Clause(
        "operational",
        re.compile(
            rf"\b(?P<verb>{_OPENING}) of (?:(?!\b{_FINITE}\b){CHAR}){{0,60}}?\b{SITE}\b"
            rf"(?:(?!\b{_FINITE}\b){CHAR}){{0,40}}? (?={_DATE})"
        ),
    ),
    Clause(
        "operational",
        re.compile(
            r"\b(?:saw|marks?|marked|celebrated|celebrates|hailed|attended|witnessed|"
            r"confirms?|confirmed|reports|reported|announced|announces)"
            r"\b[^.;:]{0,30}? (?:the|its|their) "
            rf"(?P<verb>{_OPENING}) of\b"
        ),
    ),
    Clause(
        "operational",
        re.compile(
            r"\b(?:the|its|their|an?) (?P<verb>(?:(?:official|formal|grand) )?"
            r"(?:opening|inauguration|commissioning)(?: ceremony)?"
            rf"(?: (?:of|for) (?:(?!\b{_FINITE}\b){CHAR}){{0,90}}?\b{SITE}\b"
            rf"(?:(?!\b{_FINITE}\b){CHAR}){{0,60}}?)?"
            r" (?:was held|took place|came))\b"
        ),
    ),
    Clause(
        "operational",
        re.compile(
            rf"\b(?:and|then|to) (?P<verb>finish(?:ed)?) (?:by |before )?(?=(?:the )?(?:{_DATE}|"
            rf"20\d\d))"
        ),
    ),
    Clause(
        "operational",
        re.compile(rf"\b(?:to|will|should|would) (?P<verb>follow) (?={_DATE}|next \w+)"),
    ),
    Clause(
        "construction_start",
        re.compile(rf"(?:\bwas |\bwere |\band |, )(?P<verb>begun) (?={_DATE}|the following \w+)"),
    ),
    Clause("operational", re.compile(rf"(?<!be )(?<!being )\b(?P<verb>built) (?={_DATE})")),
    Clause(
        "operational",
        re.compile(
            r"(?:^|(?<=[.;:\n] ))(?P<verb>launched|opened|completed|commissioned|inaugurated|"
            rf"activated) (?={_DATE})[^.;:]{{0,40}}, (?:the|its|"
            rf"this) (?:[\w-]+ ){{0,4}}{SITE}\b"
        ),
    ),
    Clause(
        "operational",
        re.compile(
            r"\b(?P<verb>commissions?|(?:activat|inaugurat)(?:es?|ing)|switch(?:es|ing)? on|"
            rf"(?:(?<=after )|(?<=before )|(?<=by ))opening) {_OBJECT}"
        ),
    ),
    Clause(
        "operational",
        re.compile(
            rf"\b(?P<verb>operat(?:ed|ing)|run(?:ning)?(?! by\b)) (?:[^.;:,]{{0,80}}?\b)?"
            rf"(?=since {_DATE}|since 20\d\d)"
        ),
    ),
    Clause("expanded", re.compile(rf"\b(?P<verb>expand(?:ing)?|enlarg(?:e|ing)) {_OBJECT}")),
    Clause(
        "transferred",
        re.compile(
            rf"\b(?P<verb>acquiring|purchasing) {_OBJECT}|"
            rf"\b{SITE}\b(?:(?!\b{_FINITE}\b){CHAR}){{0,60}}?"
            r"(?:(?:was|has been|had been) (?:\w+ly )?|, )(?P<verb2>bought|purchased)\b"
        ),
    ),
    Clause("approved", re.compile(rf"\b(?P<verb>{_GETS}\b[^.;:,]{{0,60}}?\b{_PERMIT})\b")),
    Clause("signed", re.compile(rf"\b(?P<verb>{_SIGNS}\b[^.;:,]{{0,80}}?\b{_PAPER})\b")),
    Clause(
        "signed",
        re.compile(
            rf"\b{_PAPER} (?:that was |which was )?(?P<verb>signed|reached|struck|inked|sealed|"
            r"concluded)\b"
        ),
    ),
    Clause(
        "operational",
        re.compile(
            rf"\b{_OPENING}\b[^.;:]{{0,60}}? (?P<verb>(?:postponed|delayed|pushed back|put off|"
            r"put back) (?:to|until|by))\b"
        ),
    ),
    Clause(
        "approved",
        re.compile(
            r"\bcontract\b[^.;:]{0,80}? (?P<verb>went to|has gone to|was (?:awarded|won)|"
            r"awarded to)\b"
        ),
    ),
    Clause(
        "transferred",
        re.compile(
            rf"\b(?:which|that) [^.;:,]{{2,40}}? (?P<verb>bought|acquired|purchased|sold|"
            rf"took over)\b|\b(?P<verb2>bought|buys|purchased|took possession of)\b"
            rf"(?=[^.;:,]{{1,60}}?\b{SITE}\b| one (?:in|at|near|outside) )"
        ),
    ),
    Clause(
        "transferred",
        re.compile(
            r"\b(?P<verb>(?:complet(?:es|ed|ing)|clos(?:es|ed|ing)|finali[sz](?:es|ed|"
            r"ing)) (?:the|its|"
            rf"an?|their) (?:purchase|acquisition|takeover|"
            rf"sale) of)\b(?=[^.;:,]{{0,60}}?\b{SITE}\b)"
        ),
    ),
    Clause(
        "construction_start",
        re.compile(
            r"\b(?:is|are|was|were) (?:now |still |busy )?(?P<verb>completing|finishing) (?:the|"
            r"its|"
            rf"an?|this|their) (?=[^.;:,]{{0,50}}?\b{SITE}\b)"
        ),
    ),
    Clause(
        "operational",
        re.compile(
            r"\b(?P<verb>complet(?:es|ed|ing)|finish(?:es|ed|ing)|(?:(?<=to )|(?<=will )|"
            r"(?<=would ))(?:complete|finish)) (?:the|its|an?|this|their) "
            rf"(?=[^.;:,]{{0,50}}?\b{SITE}\b)"
        ),
    ),
    Clause("operational", re.compile(rf"\b(?P<verb>{_INTO} {_SERVICE})")),
    Clause("operational", re.compile(rf"\b(?P<verb>{_RUNNING})")),
    Clause(
        "operational",
        re.compile(
            r"\b(?P<verb>(?:bring|brings|brought|bringing|take|took)\b[^.;:]{1,60}? (?:online|"
            r"on stream|into service|into operation))\b"
        ),
    ),
    Clause("operational", re.compile(rf"\b(?P<verb>{_OWN_BEGIN} {_SERVICE})")),
    Clause(
        "operational",
        re.compile(
            rf"\b{_SERVICE}(?P<verb> (?:(?:{AHEAD}|has|have|had|is|are|was|were) )?"
            rf"{LINK}*{_OWN_BEGIN})\b"
        ),
    ),
)
