"""Figures of English and French pages: what money is for, and what a rack is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from dcpipeline.extract.figures import MONEY, Figure
from dcpipeline.extract.latin.counts import find_counts
from dcpipeline.extract.segments import PageText, Sentence

# Less is a price or a fee.
SMALLEST_SUM: Final = 100_000
_SITE: Final = (
    r"(?:[\w.'-]+ ){0,3}?(?:data[- ]?cent\w+|comput\w+|supercomput\w+|campus|"
    r"facility|project|site|cent(?:er|re)|complex|hub|base|park|cluster|plan|"
    r"scheme|expansion|phase)\b"
)
_INVESTED_BEFORE: Final = re.compile(
    r"\b(?:financ\w*|cost(?:s|ing)?|price tag|budget(?:ed)?|spen[dt](?:ing)?|spends|pour(?:s|"
    r"ed|ing)?|put(?:s|ting)?|plough\w*|plow\w*|sink(?:s|ing)?|sank|absorb(?:s|"
    r"ed)?|accounts? for|outlay|"
    r"invest\w*|capex|worth of|tab|commit(?:s|ted|ting)?|funding of|inject(?:s|"
    r"ed|ing)?|swallow\w*|earmark\w*|allocat\w*|devot\w*|channel\w*|set aside|"
    r"consacr\w*|allou\w*|debours\w*|(?:build|built|develop|construct|erect|"
    r"set up)\b[^.;]{0,40} for|"
    r"\b(?:bati|construi|edifi|amenag|implant|ouvri)\w*\b[^.;]{0,60} pour(?: un (?:cout|montant|"
    r"investissement)(?: total)? de)?|"
    r"price[d]? at|bill|facture|coute\w*|couter\w*|cout|"
    r"note totale|addition|ardoise|enveloppe|montant|depens\w+|injecte\w*|"
    r"necessit\w*|requi(?:ert|s)\b|s'el[ev]\w* a|chiffre\w* a|evalue\w* a|estime\w* a|"
    r"mobilise\w*|englouti\w*|depasse\w*)\b[^.;]{0,48}$|"
    # "L'investissement total du campus de X atteint", "Cost of the X hub: "
    r"\b(?:investissement|investment|cout|cost|budget)\b[^.;:,]{0,90}(?: ?: ?| (?:atteint|totals?|"
    r"s'eleve a|reaches|amounts to|stands at|est (?:de|estime a|evalue a)) )[^.;:,]{0,16}$"
)
_INVESTED_BEHIND: Final = re.compile(
    rf"\s?(?:\([^()]{{2,24}}\) )?(?:-?\s?{_SITE}|"
    rf"(?:into|in|on|for|to) (?:the |a |an |this |its |building|phase)|of investment|investment|"
    r"(?:went|goes|will go|flowed) into\b|to (?:build|complete|develop|construct)\b|"
    r"(?:(?:was|were|is|are|being|ha[sd] been|have been|will be|would be|to be) )+(?:poured|put|"
    r"sunk|spent|invested|injected|pumped|ploughed|plowed|committed|earmarked|set aside)\b|"
    r"(?:y )?(?:seront|sont|ont ete|a ete|est|sera|etaient|doivent etre)? ?(?:investis?|"
    r"injectes?|depenses?|engages?|mobilises?)\b|d'investissements?|on the table|needed|required|"
    r"necessaires?|requis|"
    r"(?:est|sont) (?:prevus?|necessaires?))"
)
_PROJECT_OF: Final = re.compile(
    r"\b(?:projet|project|campus|centre|center|site|complexe|parc|facility|phase|tranche|complex|"
    r"hub|base|chantier)"
    r"(?:,?\s(?:de|of|worth|valued at|d'une valeur de|a|d'un montant de|"
    r"estime a|costing)\s(?:some |about |over |more than |nearly |quelque |"
    r"environ |plus de |pres de )?"
    r"|(?: (?:in|at|near|of|a|dans|en) [^;.()]{2,48}?)?,? (?:worth|valued at|d'une valeur de)\s"
    r"(?:some |about |over |more than |nearly |quelque |environ |plus de |pres de )?)$"
)
# "a 100 MW campus in Wuwei (4.1 billion yuan)"
_IN_BRACKETS: Final = re.compile(
    r"\b(?:projet|project|campus|cent(?:er|re)|site|complexe?|parc|park|facility|phase|tranche|hub|"
    r"base)(?: (?:in|at|near|of|a|dans|en) [^;.()]{2,48}?)? "
    r"\((?:about |over |some |nearly |environ )?$"
)
_WORTH_CONTRACT: Final = re.compile(r"[^.;]{0,12},? (?:the|its|this) (?:contract|order|purchase)\b")
_CONTRACT_BEFORE: Final = re.compile(
    r"\b(?:contract|contrat|(?:service|supply|leasing|rental|purchase|sales) agreement)\b"
    r"[^.;]{0,120}(?:worth|valued at|valeur de)\s$|"
    r"\b(?:un |the |a )?(?:contract|contrat) (?:of|de|worth)\s$"
)
_AWARD: Final = re.compile(
    r"\b(?:remport\w+\b[^.;]{0,40}[ '](?:marche|appel d'offres)|marche (?:attribue|de construction|"
    r"public)|winning bid|bid|winning price|tender price|award|offre retenue|"
    r"(?:l'|une |son |d'|meilleure )offre)\b[^.;]{0,90}$"
)
# "won the 412 million yuan EPC contract"
_WON: Final = re.compile(
    r"\b(?:won|wins|secured|landed|clinched|was awarded|remporte\w*|decroche\w*)\b,?[^.;,]{0,30}$"
)
# "won the tender at 412 million yuan", "the tender went to X for 412 million yuan"
_AWARDED_AT: Final = re.compile(
    r"\b(?:(?:won|wins|secured|landed|clinched) (?:the |a )?(?:[\w-]+ ){0,3}?"
    r"(?:tender|bid|contract|job)|"
    r"(?:tender|contract|bid|job) (?:was won|was awarded|went|goes|has gone)\b[^.;]{0,60}?)"
    r"(?: (?:with|at|for|by|to) [^.;,]{2,60}?)?,? (?:at|for|with)"
    r"(?: (?:a|an offer|a bid|a price|an amount)(?: of)?)?(?: price of)? "
    r"(?:about |some |over |nearly )?$"
)
_TAKES_JOB: Final = re.compile(
    r"\b(?:tak(?:es?|ing)|took) the (?:job|contract|order|work) (?:at|for) (?:a price of )?$"
)
_A_CONTRACT: Final = re.compile(r",?[- ](?:[\w-]+ ){0,4}?(?:contract|tender|bid|contrat|marche)\b")
_SOLD: Final = re.compile(
    r"\b(?:sold|sells?|selling|sale|bought|buys?|buying|purchase|acquisition|takeover|acquired?|cede\w*|vend(?!redi)\w*|rachet\w*|"
    r"acqui\w*|rachat|cession|prise de controle|changed hands)\b[^.;]{0,150}\b(?:for|pour|at|"
    r"contre|paying|payant)\s"
    r"(?:(?:un (?:montant|prix)(?: total)?|la somme|a (?:total|price)) (?:de|of) )?(?:about |"
    r"some |over |nearly |environ |quelque |plus de )?$"
)
# "will pay 2.94 billion yuan for its first campus": a price.
_PAYS: Final = re.compile(
    r"\b(?:pays?|paid|paying)(?: (?:about|some|over|nearly|around|up to|more than|a total of))* $"
)
_PAID_FOR: Final = re.compile(
    r"[^.;,]{0,8}(?: \([^()]{2,24}\))? (?:for|to (?:buy|acquire|take over))\b"
)
# "Montant : 310 millions": of what the sentence before tells, be it a sale or a site.
_AMOUNT: Final = re.compile(
    r"(?:montant|prix|price|amount|price tag)(?: de la \w+)? ?:(?: about| environ)?"
)
_NOT_INVESTED: Final = re.compile(
    r"\b(?:revenues?|(?:net )?income|earnings|ebitda|sales|profit|loss|gdp|"
    r"market value|valuation|capital spending|"
    r"capital expenditure|capex|depenses d'investissement|fine|loan|bond|debt|"
    r"subsid\w+|rais(?:ed|es|ing)(?! (?:its|the|their) (?:\w+ )?(?:invest\w*|spending|budget))|"
    r"apprais\w+|valuations?|valuers?|equity|fund of|salary|prepayment|deposit|rent|"
    r"chiffre d'affaires|benefices?|pertes?|subvention\w*|prets?|amende|produit interieur brut|"
    r"charge|ventes|revenus?|recettes|capitalisation|valeur boursiere|valeur ajoutee|"
    r"retours? sur investissements?|resultat net|emprunt\w*|dettes?|leve|levee de fonds|fonds de|"
    r"exportations|importations|"
    r"economie numerique|(?<!remporte le )(?<!decroche le )marche (?:chinois|mondial|asiatique|"
    r"national|du cloud|de l'ia|des (?:centres|data|puces|serveurs)))\b[^.;]{0,60}$"
)
# "Les revenus qu'elle a generes ont pour la premiere fois depasse le seuil des"
_TELLS_RESULTS: Final = re.compile(
    r"(?:[^,]{0,40}, )?(?:les|ses|son|le|leurs?|des) (?:[a-z]+ )?(?:revenus?|ventes|recettes|"
    r"benefices?|chiffre d'affaires|resultats?|exportations|pertes)\b(?![^.;]{0,150}\binvest)"
)
# "secures $180M for its build-out": what is lent or raised.
_RAISED: Final = re.compile(
    r"\b(?:secur(?:es?|ed|ing)|rais(?:es?|ed|ing)|land(?:s|ed)|borrow(?:s|ed)?|clos(?:es|ed)) "
    r"(?:an? )?(?:about |some |over |nearly |more than )?$"
)
# "World energy investment came to": of no site.
_OF_WORLD: Final = re.compile(
    r"\b(?:world|global|worldwide|nationwide|industry-wide)(?: [\w-]+){0,4} "
    r"(?:investments?|spending|outlays?|capex)\b[^.;]{0,48}$|"
    # "investment in electrified transport was"
    r"\binvest(?:ments?|ed|ing) in (?:the |a |an )?(?:[\w-]+ ){0,3}?(?:energy|transport\w*|"
    r"renewables|industry|industries|vehicles?|cars|manufacturing|stocks|housing|property|"
    r"real estate|agriculture|railways?|roads?|oil|gas|steel|semiconductors?|biotech\w*|"
    r"tourism|farming|shipping|schools|education|batteries|hydrogen)\b[^.;]{0,48}$"
)
_OF_INVESTMENT: Final = re.compile(r" (?:(?:of|in) )?(?:new )?(?:invest\w+|[\w-]* ?contract|order)")
_NOT_BEHIND: Final = re.compile(
    r"\s(?:[\w-]+ )?(?:debt|loan|bond|credit|refinancing|financing round|funding round)\b|"
    r"[^;.]{0,44}\b(?:this|next|each|per|a) (?:fiscal )?year\b|[^;.]{0,44}\b(?:par an|cette annee|"
    r"annually)\b|[^;.]{0,24}\b(?:cloud|ai|ia)\b[^;.]{0,40}\b(?:over|in the next|within|sur|en) "
    r"(?:the )?(?:next |coming )?\w+ (?:years|ans)|"
    r"\s(?:dans|pour) (?:ses|leurs|les|l'|son|sa|le|la|des) ?(?:propres |nouvelles |futures )?"
    r"(?:infrastructures|capacites|activites|technologies|recherche|industrie|economie|secteur|"
    r"filiere|puces|semi-?conducteurs|intelligence artificielle|ia\b|cloud\b|numerique\b|"
    r"informatique\b)(?! (?:du (?:site|centre|campus)|de ce))|"
    r"\sfor (?:an? |the |its )?(?:[\w-]+ ){0,3}?(?:subsid\w+|grants?|vouchers?|scholarships?|"
    r"training|loans?)\b|"
    r"\s(?:in (?:revenue|sales|profit|debt|loans?)|(?:ai )?(?:research|fund|"
    r"loan|bond|institute|school|university)|de (?:chiffre|benefice|perte))"
)
# "would spend 380 billion yuan in three years": of a company, where no site is named.
_OVER_YEARS: Final = re.compile(
    r"\s(?:en|sur|in|over|within|d'ici) (?:the |les )?(?:next |coming |prochaines )?(?:\w+) "
    r"(?:prochaines )?(?:years|ans|annees)\b"
)
# "a center for 4,000 cards (1.2 billion yuan)"
_BRACKETED: Final = re.compile(
    r"(?:cent(?:er|re)|campus|park|parc|hub|complexe?|data ?cent(?:er|re)|site|base)\b"
    r"[^.;()]{0,80} \((?:environ |about |some )?$"
)
_OPEN: Final = re.compile(
    r"\s?[(\[]\s?(?:about |some |around |roughly |nearly |environ |soit |quelque |"
    r"or |over )?$|,? (?:or|soit)(?: about| around| environ| some)? $|"
    r", (?:soit |or |about |environ |around |roughly |equivalent to |l'equivalent de )*$"
)


def in_latin(page: PageText, figures: Sequence[Figure]) -> Iterator[Figure]:
    """Figures with what their money is for; a conversion in brackets is left out.

    A rack that no word calls standard is a cabinet.

    Args:
        page: the page, in English or French.
        figures: all figures of the page, in order.
    """
    previous: Figure | None = None
    more = [*figures, *find_counts(page, figures)]
    for figure in sorted(more, key=lambda f: (f.start, f.end)):
        if figure.property in MONEY:
            if (
                previous is not None
                and previous.unit != figure.unit
                and _OPEN.fullmatch(page.lower, previous.end, figure.start)
            ):
                continue
            previous = figure
            figure = _purposed(page.lower, figure)
        if figure.property == "racks" and figure.unit == "unknown":
            words = page.lower[figure.start : figure.end + 10]
            figure = figure if "standard" in words else replace(figure, unit="cabinet")
        elif figure.property == "racks" and figure.unit == "cabinet":
            words = page.lower[figure.start : figure.end]
            figure = replace(figure, unit="unknown") if "standard cabinet" in words else figure
        yield figure


_OF_SALE: Final = re.compile(
    r"\b(?:sold|sells?|selling|sale|bought|buys|purchase\w*|acqui\w+|takeover|stake|changed hands|"
    r"lease\w*|rent\w*|cede\w*|cession|vend(?!redi)\w*|vente|rachet\w*|bail|lou(?:e\w*|ant|ation\w*)|contracts?|contrats?)\b"
)
_OF_AWARD: Final = re.compile(
    r"\b(?:remport\w+|decroch\w+|obten\w+|attribu\w+|won|awarded|clinched)\b[^.;]{0,60}"
    r"(?:marche|appel d'offres|contract|tender|bid)\b[^.]{0,160}\.\s[^.]{0,40}$"
)
_SENTENCE_BEFORE: Final = 300
# "Tender for cooling equipment. Budget: 35.6 million yuan": what is bought, not the site.
_BUDGET: Final = re.compile(
    r"\b(?:budget|ceiling price|maximum price|price cap)(?: amount)?(?: ?:| is| of) [^.;]{0,16}$"
)
_PROCURES: Final = re.compile(r"\b(?:procurement|purchase|supply|maintenance|consulting|survey)\b")
_BEFORE: Final = 190


# "3 billion yuan, of which 300 million went into equipment"; a phase may have a sum of its own.
_IS_PART: Final = re.compile(
    r"\d[^.;]{0,40}\b(?:of which|of that|including|dont|y compris)\s(?:[^.;]{3,40},? (?:and|et) )?"
    r"(?:(?:about|some|around|nearly|over|more than|up to|environ|pres de|plus de) )?$"
)
_OF_PHASE: Final = re.compile(r"[^.;,]{0,60}\b(?:phases?|stages?|tranches?|etapes?)\b")


def _purposed(lower: str, figure: Figure) -> Figure:
    before = lower[max(0, figure.start - _BEFORE) : figure.start]
    before = before[
        max(before.rfind(stop) + len(stop) for stop in (". ", "; ", "\n", "? "))
        if re.search(r"\. |; |\n|\? ", before)
        else 0 :
    ]
    behind = lower[figure.end : figure.end + 60]
    amount = figure.value if figure.value is not None else figure.high
    if amount is not None and amount < SMALLEST_SUM:
        return replace(figure, property="other_money")
    kind = _kind(before, behind)
    if _BUDGET.search(before) and _PROCURES.search(
        lower, max(0, figure.start - _SENTENCE_BEFORE), figure.start
    ):
        kind = "other_money"
    if _AMOUNT.fullmatch(before.strip()):
        told = lower[max(0, figure.start - _SENTENCE_BEFORE) : figure.start]
        is_award = _OF_AWARD.search(told) is not None
        kind = "award_value" if is_award else "investment"
        kind = "other_money" if _OF_SALE.search(told) and not is_award else kind
    if kind is None:
        said = figure.property if _has_word(before, behind, figure.property) else "other_money"
        return replace(figure, property=said)
    return replace(figure, property=kind)


def _has_word(before: str, behind: str, kind: str) -> bool:
    """Whether the word that gave money its purpose stands in the same sentence."""
    if kind != "investment":
        return True
    return re.search(r"invest|capex", before + behind) is not None


def _kind(before: str, behind: str) -> str | None:
    if (
        _SOLD.search(before)
        or (_PAYS.search(before) and _PAID_FOR.match(behind))
        or _AMOUNT.fullmatch(before.strip())
        or _NOT_INVESTED.search(before)
        or _TELLS_RESULTS.match(before)
        or _OF_WORLD.search(before)
        or (_RAISED.search(before) and not _OF_INVESTMENT.match(behind))
        or _NOT_BEHIND.match(behind)
        or (_IS_PART.search(before) and _OF_PHASE.match(behind) is None)
    ):
        return "other_money"
    if _OVER_YEARS.match(behind) and _TRADE_SITE.search(before + behind) is None:
        return "other_money"
    in_brackets = _BRACKETED.search(before) and behind.startswith(")")
    if in_brackets and _OF_SALE.search(before) is None:
        return "investment"
    if (
        _AWARD.search(before)
        or _TAKES_JOB.search(before)
        or _AWARDED_AT.search(before)
        or (_WON.search(before) and _A_CONTRACT.match(behind))
    ):
        return "award_value"
    if _CONTRACT_BEFORE.search(before) or (
        before.endswith("worth ") and _WORTH_CONTRACT.match(behind)
    ):
        return "contract_value"
    if (
        _INVESTED_BEFORE.search(before)
        or _INVESTED_BEHIND.match(behind)
        or _PROJECT_OF.search(before)
        or (_IN_BRACKETS.search(before) and not _OF_SALE.search(before))
    ):
        return "investment"
    return None


_TRADE_SITE: Final = re.compile(
    r"\b(?:cent(?:er|re)|campus|park|parc|hub|complexe?|datacent\w+|site|base|project|projet|"
    r"facility|cluster|phase|tranche)\b"
)
_TRADE: Final = re.compile(
    r"\b(?:ai|ia|comput\w*|calcul\w*|supercomput\w*|data|donnees|datacent\w+|"
    r"gpus?|servers?|serveurs?|racks?|baies|cloud|chips?|pflops|petaflops|cabinets?|"
    r"cent(?:er|re)s?|campus|informatique)\b"
)


_PLANT: Final = re.compile(
    r"(?:(?:construction|works?|building work) (?:of|on|at|for) )?"
    r"(?:(?:the|a|an|one|another|le|la|un|une|cette?|this)\s|l')(?:[\w'-]+\s){0,3}?"
    r"(?:dam|barrage|(?:solar|wind|photovoltaic)\s(?:farm|park|plant|project|base)|power plant|"
    r"(?:transmission |power |rail |railway |metro |pipe)?line|pipeline|"
    r"power station|hydropower \w+|nuclear \w+|centrale|parc (?:eolien|solaire)|"
    r"ferme (?:solaire|eolienne)|substation|railway|highway|expressway|airport|metro|canal|bridge|"
    r"tunnel|hospital|stadium|hopital|autoroute|aeroport)\b"
)


def is_of_plant(lower: str, sentence: Sentence, start: int) -> bool:
    """Whether a sentence opens with a dam, a solar farm or a road, in whose clause words stand."""
    found = _PLANT.match(lower, sentence.start, sentence.end)
    return found is not None and found.end() <= start and ";" not in lower[found.end() : start]


def is_off_topic(page: PageText, sentence: Sentence, figure: Figure, kind: str) -> bool:
    """Whether money or power of a place or group is told in a sentence about something else."""
    if kind == "project" or figure.property not in {*MONEY, "it_load"}:
        return False
    return _TRADE.search(page.lower, sentence.start, sentence.end) is None
