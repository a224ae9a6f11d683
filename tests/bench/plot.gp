# The figures of a run as one picture: gnuplot -e "figures='figures.csv'; picture='figures.svg'" plot.gp
set terminal svg size 1080,380 font "sans-serif,12" background "white"
set output picture
set datafile separator ","
set multiplot layout 1,3
set style fill solid 0.85
set border 3
set tics nomirror
set key off
ours = "#1b6ca8"

# The rows of one figure; what is given of a figure more than once is for other numbers of letters.
rows(figure) = sprintf("< awk -F, -v f='%s' '$1 == f && !seen[$2]++' '%s'", figure, figures)
colour(engine) = engine eq "foi-index" ? 0x1b6ca8 : 0xb8b8b8

set boxwidth 0.7
set yrange [0:]
set xtics rotate by -30 scale 0
set title "Building: letters a second"
plot rows("build rate") using 0:4:(colour(strcol(2))):xtic(2) with boxes lc rgb variable, \
     "" using 0:4:(sprintf("%.0f", $4)) with labels offset 0,0.6

set title "Mixed queries, ten hits, snippets, facets: ms"
set logscale y
set yrange [0.1:*]
set xrange [-0.5:2.5]
set key bottom right reverse Left
plot rows("mixed queries p50") using 0:4:xtic(2) with points pt 7 ps 1.2 lc rgb ours title "p50", \
     rows("mixed queries p99") using 0:4 with points pt 9 ps 1.2 lc rgb "#c0392b" title "p99"

set title "foi-index: build time, s, by letters"
set logscale xy
set xtics norotate autofreq
set format x "%.0s%c"
set xrange [*:*]
set yrange [*:*]
set key top left
points = sprintf("< awk -F, '$1 == \"build time\" && $2 == \"foi-index\"' '%s' | sort -t, -k3n", \
                 figures)
stats points using ($4 / $3) nooutput name "slope"
plot points using 3:4 with points pt 7 ps 1.2 lc rgb ours title "measured", \
     points using 3:($3 * slope_min) with lines lc rgb "#b8b8b8" title "a straight line"
