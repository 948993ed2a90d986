"""Draws Vega-Lite specifications with vl-convert: JSON on stdin, JSON on stdout, no network.

in:  {"figures": [{"slug", "specification"}], "formats": ["svg", "png", "pdf"], "bundle": true, "background": "white"}
out: {"vega_lite", "vl_convert", "bundle": "…", "figures": [{"slug", "svg", "png", "pdf"}]}, png and pdf in base64;
     a figure that cannot be drawn has "error" instead.
Ends with 3 where vl-convert is missing.
"""

import base64
import importlib.metadata
import json
import os
import re
import site
import sys
import tempfile

site.addsitedir(site.getusersitepackages())
try:
    import vl_convert
except ImportError:
    sys.exit(3)


def own_ids(svg, slug):
    """Vega counts its clip paths and gradients over all figures; in one page each figure needs its own."""
    ids = {}
    for name in re.findall(r'\bid="([^"]+)"', svg):
        ids.setdefault(name, f"{slug}-{len(ids)}")
    svg = re.sub(r'\bid="([^"]+)"', lambda found: f'id="{ids[found[1]]}"', svg)
    return re.sub(r"url\(#([^)]+)\)", lambda found: f"url(#{ids.get(found[1], found[1])})", svg)


def bundle(version):
    """Vega, Vega-Lite and Vega-Embed as one script. It takes seconds to make, so it is kept in the environment."""
    kept = os.path.join(sys.prefix, "share", "polarbench", f"vega-{version}.js")
    try:
        with open(kept, encoding="utf-8") as file:
            return file.read()
    except OSError:
        script = vl_convert.javascript_bundle()
    if sys.prefix != sys.base_prefix:
        try:
            os.makedirs(os.path.dirname(kept), exist_ok=True)
            descriptor, name = tempfile.mkstemp(dir=os.path.dirname(kept))
            with open(descriptor, "w", encoding="utf-8") as file:
                file.write(script)
            os.replace(name, kept)
        except OSError:
            pass
    return script


def draw(figure, formats, background):
    specification = figure["specification"]
    if background:
        specification = {**specification, "background": background}
    drawn = {"slug": figure["slug"]}
    try:
        svg = own_ids(vl_convert.vegalite_to_svg(specification, allowed_base_urls=[]), figure["slug"])
        if "svg" in formats:
            drawn["svg"] = svg
        if "png" in formats:
            drawn["png"] = base64.b64encode(vl_convert.svg_to_png(svg, scale=2)).decode()
        if "pdf" in formats:
            drawn["pdf"] = base64.b64encode(vl_convert.svg_to_pdf(svg)).decode()
    except Exception as error:
        return {"slug": figure["slug"], "error": str(error).splitlines()[0]}
    return drawn


def main():
    asked = json.load(sys.stdin)
    version = importlib.metadata.version("vl-convert-python")
    answer = {
        "vega_lite": vl_convert.get_vegalite_versions()[-1],
        "vl_convert": version,
        "bundle": bundle(version) if asked["bundle"] else None,
        "figures": [draw(figure, asked["formats"], asked.get("background")) for figure in asked["figures"]],
    }
    json.dump(answer, sys.stdout)


main()
