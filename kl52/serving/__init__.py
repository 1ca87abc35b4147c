"""``kl52 serve``: a web app on the user's own machine, or for an office behind its reverse proxy.

From the socket inwards: :mod:`running` decides on what to listen and runs the server;
:mod:`settings` are what an operator may choose, :mod:`addresses` by which names the app is reached;
:mod:`guard` stands before all else (Host, Origin, token, sizes, :mod:`rates`, headers of safety,
no word of a document in a log); :mod:`app` wires the routes, :mod:`context` is what all of them
work with: :mod:`uploading` takes files in,
:mod:`reporting` shows a report, takes decisions and hands out files, :mod:`browsing` shows the
library. Behind these: :mod:`visitors` who is there and what is theirs, :mod:`uploads` a file on its
way, :mod:`working` the queue and the workers that read each file in a sandbox, :mod:`comparisons`
what a plan comes to, :mod:`decisions` where reviews are kept, :mod:`keeping` what goes into the
library, :mod:`downloads` the Word file, the dispatch sheet and the calendar, :mod:`views` what the
templates show, :mod:`pages` how they are filled in, :mod:`words` what users read.
"""
