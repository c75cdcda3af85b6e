"""Which path a robots.txt allows: facts that others have settled, in a table of our own.

The cases (rules, path, verdict) follow the public test vectors of google/robotstxt
(``robots_test.cc``, Apache-2.0, at 21fc90b), of scrapy/protego (``tests/test_protego.py``,
BSD-3-Clause, at 01966ea), and the examples of RFC 9309, section 5. Left out: cases that only hold
for Google (lines cut at 16,664 bytes) and those of directives that we don't read (visit time,
request rate, sitemaps).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """Rules, with ``;;`` for the end of a line, and the paths they open and close to a crawler."""

    rules: str
    agent: str
    allowed: str = ""
    refused: str = ""

    @property
    def content(self) -> bytes:
        return "\n".join(line.strip() for line in self.rules.split(";;")).encode()


GOOGLE = [
    Case("", "FooBot", "/ /x/y"),
    Case("user-agent: FooBot ;; disallow: /", "FooBot", "", "/ /x/y"),
    Case("user-agent: FooBot ;; disallow: /", "BarBot", "/ /x/y"),
    Case("foo: FooBot ;; bar: /", "FooBot", "/x/y"),
    Case("user-agent FooBot ;; disallow /", "FooBot", "", "/x/y"),
    Case("USER-AGENT: FooBot ;; ALLOW: /x/ ;; DISALLOW: /", "FooBot", "/x/y", "/a/b"),
    Case("uSeR-aGeNt: FooBot ;; AlLoW: /x/ ;; dIsAlLoW: /", "FooBot", "/x/y", "/a/b"),
    Case("User-Agent: FOO BAR ;; Allow: /x/ ;; Disallow: /", "foo", "/x/y", "/a/b"),
    Case("User-Agent: FoO bAr ;; Allow: /x/ ;; Disallow: /", "Foo", "/x/y", "/a/b"),
    Case(
        "User-Agent: * ;; Disallow: / ;; User-Agent: Foo Bar ;; Allow: /x/ ;; Disallow: /",
        "Foo",
        "/x/y",
    ),
    Case("user-agent: * ;; allow: / ;; user-agent: FooBot ;; disallow: /", "FooBot", "", "/x/y"),
    Case("user-agent: * ;; allow: / ;; user-agent: FooBot ;; disallow: /", "BarBot", "/x/y"),
    Case(
        "user-agent: FooBot ;; allow: / ;; user-agent: BarBot ;; disallow: / ;; "
        "user-agent: BazBot ;; disallow: /",
        "QuxBot",
        "/x/y",
    ),
    Case("user-agent: FooBot ;; disallow: /x/", "FooBot", "/X/y", "/x/y"),
    Case("user-agent: FooBot ;; disallow: /X/", "FooBot", "/x/y", "/X/y"),
    Case(
        "user-agent: FooBot ;; disallow: /x/page.html ;; allow: /x/",
        "FooBot",
        "/x/",
        "/x/page.html",
    ),
    Case(
        "user-agent: FooBot ;; allow: /x/page.html ;; disallow: /x/",
        "FooBot",
        "/x/page.html",
        "/x/",
    ),
    Case("user-agent: FooBot ;; disallow: ;; allow:", "FooBot", "/x/page.html"),
    Case("user-agent: FooBot ;; disallow: / ;; allow: /", "FooBot", "/x/page.html"),
    Case("user-agent: FooBot ;; disallow: /x ;; allow: /x/", "FooBot", "/x/", "/x"),
    Case(
        "user-agent: FooBot ;; disallow: /x/page.html ;; allow: /x/page.html",
        "FooBot",
        "/x/page.html",
    ),
    Case(
        "user-agent: FooBot ;; allow: /page ;; disallow: /*.html", "FooBot", "/page", "/page.html"
    ),
    Case(
        "user-agent: FooBot ;; allow: /x/page. ;; disallow: /*.html",
        "FooBot",
        "/x/page.html",
        "/x/y.html",
    ),
    Case(
        "User-agent: * ;; Disallow: /x/ ;; User-agent: FooBot ;; Disallow: /y/",
        "FooBot",
        "/x/page",
        "/y/page",
    ),
    Case(
        "User-agent: FooBot ;; Disallow: / ;; Allow: /foo/bar?qux=taz&baz=http://foo.bar?tar&par",
        "FooBot",
        "/foo/bar?qux=taz&baz=http://foo.bar?tar&par",
    ),
    Case("User-agent: FooBot ;; Disallow: / ;; Allow: /foo/bar/ツ", "FooBot", "/foo/bar/%E3%83%84"),
    Case(
        "User-agent: FooBot ;; Disallow: / ;; Allow: /foo/bar/%E3%83%84",
        "FooBot",
        "/foo/bar/%E3%83%84",
    ),
    Case(
        "User-agent: FooBot ;; Disallow: / ;; Allow: /foo/bar/%62%61%7A",
        "FooBot",
        "/foo/bar/%62%61%7A",
    ),
    Case(
        "User-agent: FooBot ;; Disallow: /foo/bar/quz ;; Allow: /foo/*/qux",
        "FooBot",
        "/foo/quz /foo//quz /foo/bax/quz",
        "/foo/bar/quz",
    ),
    Case(
        "User-agent: FooBot ;; Disallow: /foo/bar$ ;; Allow: /foo/bar/qux",
        "FooBot",
        "/foo/bar/qux /foo/bar/ /foo/bar/baz",
        "/foo/bar",
    ),
    Case(
        "User-agent: FooBot ;; # Disallow: / ;; Disallow: /foo/quz#qux ;; Allow: /",
        "FooBot",
        "/foo/bar",
        "/foo/quz",
    ),
    Case(
        "User-Agent: * ;; Allow: /allowed-slash/index.html ;; Disallow: /",
        "foobot",
        "/allowed-slash/ /allowed-slash/index.html",
        "/allowed-slash/index.htm /anyother-url",
    ),
    Case(
        "user-agent: FooBot ;; disallow: / ;; allow: /fish",
        "FooBot",
        "/fish /fish.html /fish/salmon.html /fishheads /fishheads/yummy.html /fish.html?id=any",
        "/bar /Fish.asp /catfish /?id=fish",
    ),
    Case(
        "user-agent: FooBot ;; disallow: / ;; allow: /fish*",
        "FooBot",
        "/fish /fish.html /fish/salmon.html /fishheads /fishheads/yummy.html /fish.html?id=any",
        "/bar /Fish.bar /catfish /?id=fish",
    ),
    Case(
        "user-agent: FooBot ;; disallow: / ;; allow: /fish/",
        "FooBot",
        "/fish/ /fish/salmon /fish/?salmon /fish/salmon.html /fish/?id=anything",
        "/bar /fish /fish.html /Fish/Salmon.html",
    ),
    Case(
        "user-agent: FooBot ;; disallow: / ;; allow: /*.php",
        "FooBot",
        "/filename.php /folder/filename.php /folder/filename.php?parameters "
        "//folder/any.php.file.html /filename.php/ /index?f=filename.php/",
        "/bar /php/ /index?php /windows.PHP",
    ),
    Case(
        "user-agent: FooBot ;; disallow: / ;; allow: /*.php$",
        "FooBot",
        "/filename.php /folder/filename.php",
        "/bar /filename.php?parameters /filename.php/ /filename.php5 /php/ /filename?php "
        "/aaaphpaaa //windows.PHP",
    ),
    Case(
        "user-agent: FooBot ;; disallow: / ;; allow: /fish*.php",
        "FooBot",
        "/fish.php /fishheads/catfish.php?parameters",
        "/bar /Fish.PHP",
    ),
    Case("user-agent: FooBot ;; allow: /p ;; disallow: /", "FooBot", "/page"),
    Case("user-agent: FooBot ;; allow: /folder ;; disallow: /folder", "FooBot", "/folder/page"),
    Case("user-agent: FooBot ;; allow: /page ;; disallow: /*.htm", "FooBot", "", "/page.htm"),
    Case("user-agent: FooBot ;; allow: /$ ;; disallow: /", "FooBot", "/", "/page.html"),
]
_GROUPS = (
    "allow: /foo/bar/ ;; ;; user-agent: FooBot ;; disallow: / ;; allow: /x/ ;; user-agent: BarBot "
    ";; disallow: / ;; allow: /y/ ;; ;; ;; allow: /w/ ;; user-agent: BazBot ;; ;; "
    "user-agent: FooBot ;; allow: /z/ ;; disallow: /"
)
GROUPS = [
    Case(_GROUPS, "FooBot", "/x/b /z/d", "/y/c /foo/bar/"),
    Case(_GROUPS, "BarBot", "/y/c /w/a", "/z/d /foo/bar/"),
    Case(_GROUPS, "BazBot", "/z/d", "/foo/bar/"),
]
_WILD = (
    "User-agent: RuleOne ;; Disallow:  /foo* ;; ;; "
    "User-agent: RuleTwo ;; Disallow:  /foo*/bar.html ;; ;; "
    "User-agent: RuleThree ;; Disallow:  *m ;; ;; "
    "User-agent: RuleFour ;; Allow:  /foo/bar.html ;; Disallow: * ;; ;; "
    "User-agent: RuleFive ;; Disallow:  /foo*/*bar.html ;; ;; "
    "User-agent: RuleSix ;; Allow:  /foo$ ;; Disallow:  /foo ;; ;; "
    "User-agent: RuleSeven ;; Allow: *****************/****.js"
)
_ORG = (
    "# robots.txt of www.example.org ;; User-agent: unhipbot ;; Disallow: / ;; ;; "
    "User-agent: webcrawler ;; User-agent: excite ;; Disallow: ;; ;; User-agent: * ;; "
    "Disallow: /org/plans.html ;; Allow: /org/ ;; Allow: /serv ;; Allow: /~mak ;; Disallow: /"
)
_ORG_PATHS = (
    "/ /index.html /server.html /services/fast.html /services/slow.html /orgo.gif "
    "/org/about.html /org/plans.html /%7Ejim/jim.html /%7Emak/mak.html"
)
PROTEGO = [
    Case(
        "User-agent: * ;; Disallow: /disallowed ;; Allow: /allowed",
        "anybot",
        "/allowed",
        "/disallowed",
    ),
    Case("User-agent: * ;; Disallow: /d", "anybot", "/abc/d", "/disallowed"),
    Case(
        "User-agent: * ;; Disallow: /one ;; Dissallow: /two ;; Dissalow: /three ;; Disalow: /four "
        ";; Diasllow: /five ;; Disallaw: /six",
        "anybot",
        "/seven",
        "/one /two /three /four /five /six",
    ),
    Case("User-agent: * ;; Disallow: / ;; Allow: /page", "anybot", "/page", "/elsewhere"),
    Case("User-agent: * ;; Disallow: / ;; Allow: /a%3cd.html", "anybot", "/a<d.html /a%3cd.html"),
    Case("User-agent: * ;; Disallow: / ;; Allow: /a<*", "anybot", "/a<d.html /a%3cd.html"),
    Case(
        "User-agent: * ;; Disallow: /path;params?query",
        "anybot",
        "/",
        "/path;params?query#fragment",
    ),
    Case("User-agent: * ;; Disallow: /?", "anybot", "/", "/?query"),
    Case("User-agent: * ;; Disallow: /;", "anybot", "/", "/;params"),
    Case(
        "User-agent: first ;; Disallow: /disallowed/*/end$ ;; Disallow: /protego*work",
        "first",
        "/disallowed /disallowed/xyz/endinglater /rotego_does_work /protego_does_wor",
        "/disallowed/xyz/end /disallowed/abc/end /protegoworks /protego_works /protego/works "
        "/protego_does_work",
    ),
    Case(
        "User-agent: second ;; Allow: /*allowed ;; Disallow: /",
        "second",
        "/allowed /is_still_allowed /is_allowed_too",
        "/other",
    ),
    Case(_WILD, "RuleOne", "/fo.html", "/foo.html /food /foo/bar.html"),
    Case(
        _WILD,
        "RuleTwo",
        "/fo.html /food/xyz.html",
        "/foo/bar.html /food/bar.html /foo/a/b/c/x/y/z/bar.html",
    ),
    Case(_WILD, "RuleThree", "/foo /foo/bar.txt", "/foo.htm /foo.html /foom /moo /foo/bar.html"),
    Case(_WILD, "RuleFour", "/foo/bar.html", "/fo.html /foo.html /foo /foo/bar.txt"),
    Case(
        _WILD,
        "RuleFive",
        "/food/xyz.html /food/rebarf.html",
        "/foo/bar.html /food/rebar.html /foo/a/b/c/rebar.html /foo/a/b/c/bar.html",
    ),
    Case(_WILD, "RuleSix", "/foo", "/foo/ /foo/bar.html /fooey"),
    Case(_WILD, "RuleSeven", "/foo.js /inlife/daily/fashion-20160727/"),
    Case(
        "User-Agent: * ;; Disallow: /wiki/K%C3%A4ytt%C3%A4j%C3%A4: ;; Disallow: /wiki/Talk_käy",
        "anybot",
        "/wiki/",
        "/wiki/K%C3%A4ytt%C3%A4j%C3%A4: /wiki/Käyttäjä: /wiki/Talk_k%C3%A4ytt%C3%A4j%C3%A4",
    ),
    Case("User-Agent: Jävla-Foobot ;; Disallow: /", "jävla-foobot", "", "/foo/bar.html"),
    Case("User-Agent: Jävla-Foobot ;; Disallow: /", "foobot", "/"),
    Case(
        "Disallow: /withoutUA ;; Crawl-delay: 5.2 ;; User-Agent: testbot ;; Disallow: /withUA",
        "testbot",
        "/withoutUA",
        "/withUA",
    ),
    Case(
        "User-Agent: robot ;; Disallow: /ro-bot ;; ;; User-Agent: * ;; Disallow: /default-UA ;; ;; "
        "User-Agent: testbot ;; Disallow: /testbot",
        "mybot",
        "/testbot /ro-bot",
        "/default-UA",
    ),
    Case(
        "User-Agent: one ;; User-Agent: two ;; Disallow: /success ;; User-Agent: * ;; "
        "Disallow: /failure",
        "two",
        "/failure",
        "/success",
    ),
    Case(
        "# comment ;; User-Agent: one # comment ;; # comment ;; User-Agent: two ;; "
        "Disallow: /one-two-bot ;; # Disallow: /commented ;; User-Agent: * ;; Disallow: /default",
        "one",
        "/commented /default-ua",
        "/one-two-bot",
    ),
    Case(
        "User-Agent: one ;; Disallow: /bot-one ;; Harry Potter ;; Harry: Potter ;; User-Agent: two "
        ";; Disallow: /bot-two",
        "two",
        "/bot-one",
        "/bot-two",
    ),
    Case("User-Agent: harrybot ;; Disallow: / ;; User-Agent: testbot", "testbot", "/path1 /path2"),
    Case(
        "User-agent: * ;; Disallow: /cyberworld/map/ # space ;; Disallow: /tmp/ # soon ;; "
        "Disallow: /foo.html",
        "CrunchyFrogBot",
        "/ /foo.htm /foo.shtml /cyberworld/index.html",
        "/foo.html /foo.htmlx /tmp/foo.html",
    ),
    Case(
        "User-agent: onebot ;; Allow: /tmp ;; Disallow: /", "onebot", "/tmp.html /tmp /tmp/a.html"
    ),
    Case(
        "User-agent: twobot ;; Allow: /tmp/ ;; Disallow: /", "twobot", "/tmp/ /tmp/a.html", "/tmp"
    ),
    Case("User-agent: bot ;; Allow: /a%3cd.html ;; Disallow: /", "bot", "/a%3cd.html /a%3Cd.html"),
    Case("User-agent: bot ;; Allow: /a%2fb.html ;; Disallow: /", "bot", "/a%2fb.html", "/a/b.html"),
    Case("User-agent: bot ;; Allow: /a/b.html ;; Disallow: /", "bot", "/a/b.html", "/a%2fb.html"),
    Case("User-agent: bot ;; Allow: /%7ejoe/index.html ;; Disallow: /", "bot", "/~joe/index.html"),
    Case("User-agent: bot ;; Allow: /~joe/index.html ;; Disallow: /", "bot", "/%7Ejoe/index.html"),
    Case(_ORG, "unhipbot", "", _ORG_PATHS),
    Case(_ORG, "webcrawler", _ORG_PATHS),
    Case(_ORG, "excite", _ORG_PATHS),
    Case(
        _ORG,
        "OtherBot",
        "/server.html /services/fast.html /services/slow.html /org/about.html /%7Emak/mak.html",
        "/ /index.html /orgo.gif /org/plans.html /%7Ejim/jim.html",
    ),
    Case("User-agent: * ;; Disallow:    / ;; ;; User-agent: foobot ;; Disallow:", "foobot", "/ /a"),
    Case(
        "User-agent: abc ;; Disallow: /content/2/ ;; User-agent: * ;; Invalid_directive: /gb.html "
        ";; User-agent: ia_archiver ;; Disallow: /",
        "agent",
        "/foo /foobar /content/2",
    ),
    Case(
        "user-agent foobot ;; disallow / ;; user agent harry ;; disallow /horcrux",
        "harry",
        "/abc",
        "/horcrux",
    ),
    Case(
        "user-agent: FooBot ;; disallow: /x$/abc ;; disallow: /y/abc$ ;; disallow: /x*x$/abc ;; "
        "disallow: /y*y/abc$",
        "FooBot",
        "/y/abcdef /yabcy/abcdef",
        "/x$/abcdef /x%24/abcdef /y/abc /xabcx$/abcdef /xabcx%24/abcdef /yabcy/abc",
    ),
    Case(
        "user-agent: FooBot ;; disallow: /x/abc%24 ;; disallow: /x%2Ax/abc",
        "FooBot",
        "/x/abc /xabcx/abc",
        "/x/abc$abc /x/abc$ /x*x/abc /x*x/abcdef",
    ),
    Case(
        "user-agent: FooBot ;; disallow: /x/abc$ ;; disallow: /x*x/abc",
        "FooBot",
        "",
        "/x*x/abc /x/abc$ /x/abc%24",
    ),
    Case("user-agent: * ;; disallow: http://ms.example/", "FooBot", "/", "/http://ms.example/"),
    Case("User-Agent: * ;; Disallow: /", "FooBot", "", "/"),
    Case(
        "User-Agent: * ;; Disallow: //folder/*",
        "FooBot",
        "/ /folder /folder/ /folder/page //folder",
        "//folder/page",
    ),
    Case("User-agent: * ;; Disallow: /*s=", "anybot", "/ /s/", "/?s=asd"),
    Case("User-Agent: * ;; allow: */p ;; disallow: /", "anybot", "/page"),
    Case("User-Agent: * ;; allow: /page ;; disallow: */*.htm", "anybot", "", "/page.htm"),
]
_RFC_SIMPLE = (
    "User-Agent: * ;; Disallow: *.gif$ ;; Disallow: /example/ ;; Allow: /publications/ ;; ;; "
    "User-Agent: foobot ;; Disallow:/ ;; Allow:/example/page.html ;; Allow:/example/allowed.gif "
    ";; ;; User-Agent: barbot ;; User-Agent: bazbot ;; Disallow: /example/page.html ;; ;; "
    "User-Agent: quxbot"
)
RFC = [
    Case(_RFC_SIMPLE, "anybot", "/publications/a.html /a.gifx", "/a.gif /example/x"),
    Case(_RFC_SIMPLE, "foobot", "/example/page.html /example/allowed.gif", "/ /example/page"),
    Case(_RFC_SIMPLE, "barbot", "/a.gif /example/", "/example/page.html"),
    Case(_RFC_SIMPLE, "bazbot", "/a.gif /example/", "/example/page.html"),
    Case(_RFC_SIMPLE, "quxbot", "/ /a.gif /example/page.html"),
    Case(
        "User-Agent: foobot ;; Allow: /example/page/ ;; Disallow: /example/page/disallowed.gif",
        "foobot",
        "/example/page/ /example/page/a.gif",
        "/example/page/disallowed.gif",
    ),
]
CASES = [*GOOGLE, *GROUPS, *PROTEGO, *RFC]
