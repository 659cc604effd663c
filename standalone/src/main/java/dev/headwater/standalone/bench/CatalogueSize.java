package dev.headwater.standalone.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large a generated catalogue is.
 *
 * @param live channels
 * @param movies films
 * @param series each of a few episodes
 */
public record CatalogueSize(int live, int movies, int series) {
    private static final Pattern SPELLED = Pattern.compile("(\\d{1,7})x(\\d{1,7})x(\\d{1,7})");

    /** @param text such as {@code 20000x50000x5000} */
    public static CatalogueSize parse(String text) {
        Matcher m = SPELLED.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("a size is spelled LIVExMOVIESxSERIES, such as 20000x50000x5000");
        }
        return new CatalogueSize(
                Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)));
    }

    /** Groups of a hundred channels and of some three hundred films, a series of one episode each. */
    CatalogueFile.Sizes file() {
        return new CatalogueFile.Sizes(
                live, groups(live, 100), movies, groups(movies, 333), series, groups(series, 83), 1);
    }

    private static int groups(int all, int each) {
        return Math.max(1, all / each);
    }

    @Override
    public String toString() {
        return live + "x" + movies + "x" + series;
    }
}
