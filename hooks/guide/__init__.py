"""The guide as data: typed pages, checked paths, and what templates print of them.

Nothing in here knows the site engine; events.py, engine.py, rendered.py, served.py and texts.py
beside this folder do.
Floors, from the ground up; a module imports only from floors below its own:

0  figures       ranges, times and numbers of things as people say them
0  kinds         what a page is: the folder is the kind
0  problem       a finding: code, place, message, fix
0  quick         Markdown that says the same in less time
0  spans         marks inside a line of Markdown: code, links, citations, emphasis
0  workers       work that is done by all processors at once
0  yaml_slips    what is wrong with a text that is no YAML, in words for its author
1  addresses     where pages are published, and what links on them lead to
1  printed       findings as they are printed for people, and given to other programs
1  changed       what a change touches, as git tells it
1  picture_files pictures as files: their types, sizes, and what cameras write into them
1  yaml_source   YAML that knows line and column of each key and value
2  files         the docs folder: names, bytes, symbolic links
2  github        findings where GitHub shows them
2  fields        the values that models are made of, and what they must fit
2  blocks        the lines of a Markdown text: fences, comments, lists, tables
2  forms         forms of Markdown and HTML that the guide does not take
2  wording       what a value does not fit, in words for its author
3  strays        items of lists that stand where they do not belong: a line above them is missing
4  typed         YAML to typed values; what does not fit becomes findings
3  page_parts    the pieces that the models of pages hold
3  tool_producer the data of a tool: do you need a producer?
3  tool_budget      the data of a tool: budget
3  tool_royalties   the data of a tool: royalties
3  tool_agreement    the data of a tool: clauses of an agreement
3  tool_vetting      the data of a tool: what is asked of three candidates
3  tool_calculators  the data of a tool: delays, lengths, sizes, rooms, loudness
3  tool_splits      the data of a tool: split sheet
3  data_file     the data file beside a page: a tool's, a lab's
3  lab_data      the data of a lab: controls, settings, things to try
3  prose         headings, links, citations and reader blocks of a Markdown text
4  pages         one typed model for each kind of page: the author's manual
4  tools         the tools that there are, each with the model of its data
4  lab_arrangement  the data of the arrangement lab
4  lab_beats     the data of the beat grid lab
4  lab_ears      the data of the ear training lab
4  lab_equaliser  the data of the equaliser lab
4  paths         a learning path: steps and nested choices
4  markup        the three marks of ours in Markdown: citations, reader blocks, labs
4  tables        tables of the text, for screens of any width
4  pictures      drawings in the text, printed inside the page
4  entries       the data files: skills, sources, ids published so far
4  choosing      the table by which readers choose gear: its answers, and what they may say
5  labs          the audio labs that there are, each with the model of its data
5  routes        how long the routes of a path are, and where pages stand on them
5  soundness     every route of a path at once: needs, repeats, outcomes
5  snippets      a new page of each kind, as editors offer it
5  page_file     a page as it was read
5  kept          pages as the last build read them
6  reading       a page as it is read for the first time
6  library       all pages by id, their links both ways, skills, sources, paths
7  page_rules    rules that a page keeps or breaks by itself
8  checks        rules about pages and typed links, one function a rule
8  text_checks   rules about texts and their links
8  question_checks  rules about what sends readers on: questions, glossary, gear, tools
8  picture_checks   rules about drawings and the pages that show them
8  tool_checks   rules about tools: their halves, and what their data name
8  lab_checks    rules about labs: what their data name, and the texts that show them
8  word_checks   rules about words: unused terms, abbreviations that nobody explains
8  path_checks   rules about paths and their routes
8  drafts        prompts of `guide new`, and where they may stand
8  lanes         a route drawn as a transit map
9  load          a folder to a checked guide: all of the above in order
9  genre_map     genres by family and year, as a drawing and as a list
9  terms         terms of the glossary, marked where they first stand in a text
9  links         addresses outside the site: which work, and how often one failed in a row
9  tool_views    what is printed of tools
9  lab_views     what is printed of labs, on their pages and in texts
9  choosing_table  the table by which readers choose gear, as it is printed
9  overview      a whole path in one picture
9  places        where every page stands on every path
9  covers        the cover of a genre: its first groove, drawn
9  grooves       grooves of genre pages as MIDI files
9  feeds         what is new, for feed readers
9  structured    what search engines read of a page
9  exports       guide.json, the schemas, pages at old addresses
9  following     paths.json: what the reader's browser needs to follow paths
9  patches       texts changed in a few places
10 bodies        the text of a page as it is printed, of what Markdown made of it
10 edits         edits of the docs folder: tried first, then made all or none
10 origins       where what a page says is written: links to edit it, and to report a mistake
10 path_views    what is printed of paths
10 kind_views    what only pages of one kind print
10 cleaning      signs that nobody sees, taken out of a text
10 mends_of_names the right form of ids, links and parts of pages
11 mends         what can be mended by rule, finding by finding
11 effects       what a change does to readers
11 inserting     a new step of a path
11 moving        a page under another id, and everything that names it
11 new_page      a new page of any kind, as a draft with prompts
11 touched       what a change of files shows on: pages that a reviewer should look at
11 command_links  the command `guide links`
11 listings      the lists that index pages and the computed pages print
12 navigation    what every page leads to: sections, pages near it, the foot
12 searching     how pages are filed for search, and the words that readers may search by
13 data_files    all that a built site holds of the guide beside its pages
13 views         what a page's template prints, as plain data
14 booklet       a path on paper: booklet, tick sheet, question cards
12 command_options options that several commands have
13 command_mv    give a page another name
13 command_new   begin a page
13 command_step  add a step to a path
13 command_stale pages that nobody has checked for longest
13 command_effect what a change does to readers, as it is printed
13 command_fix   mend what has one right form
13 command_check every finding, and what each code means
14 cli           the command `guide`: its parts are modules named command_…
"""
