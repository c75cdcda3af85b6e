"""The Vega JavaScript, from the installed package."""

# Vega's own expressions run in its interpreter: the page forbids code made from text.
_SNIPPET = "window.vegaEmbed = vegaEmbed;"


def vega_script() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script, about 0.9 MB."""
    import vl_convert

    return str(vl_convert.javascript_bundle(_SNIPPET))
