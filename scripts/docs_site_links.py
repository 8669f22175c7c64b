# SPDX-License-Identifier: Apache-2.0 OR MIT
"""A hook of mkdocs: links from docs/ to files of the repository lead to the repository, since the site has only docs/."""
import os
import re

LINK = re.compile(r"(\]\()(\.\./[^)#\s]*)")


def on_page_markdown(markdown, page, config, files):
    top = os.path.dirname(config["config_file_path"])

    def to_repository(link):
        path = os.path.normpath(os.path.join("docs", os.path.dirname(page.file.src_path), link.group(2)))
        if not os.path.exists(os.path.join(top, path)):
            raise SystemExit(f"{page.file.src_path}: {link.group(2)} does not exist")
        kind = "tree" if os.path.isdir(os.path.join(top, path)) else "blob"
        return f"{link.group(1)}{config['repo_url']}/{kind}/main/{path}"

    return LINK.sub(to_repository, markdown)
