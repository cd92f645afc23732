"""The guide as data: typed pages, checked paths, and what templates print of them.

Nothing in here knows the site engine; `hooks/events.py` is the one module that does.
Floors, from the ground up; a module imports only from floors below its own:

0  problem       a finding: code, place, message, fix
1  files         the docs folder: names, bytes, symbolic links
1  yaml_source   YAML that knows line and column of each key and value
1  prose         headings, links, citations and reader blocks of a Markdown text
2  typed         YAML to typed values; what does not fit becomes findings
3  pages         one typed model for each kind of page: the author's manual
3  paths         a learning path: steps and nested choices
4  library       all pages by id, their links both ways, skills, sources, paths
5  routes        every route of a path at once: known skills, steps, minutes
6  checks        rules about pages and links, one function a rule
6  path_checks   rules about paths, one function a rule
6  views         what a page's template prints, as plain data
6  exports       guide.json and the schemas
7  load          a folder to a checked guide: all of the above in order
8  cli           the command `guide`

`reader_blocks` stands beside them: the Markdown extension for `/// for` and citations.
"""
