package dev.headwater.core.guide.mapping;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A channel's name as it is compared: without case, accents, a country in front and the quality behind. One that is an
 * hour late is another channel, however that is spelled; so is one with another number.
 *
 * @param words in order
 */
record GuideName(List<String> words) {
    private static final String LATE = "+1";
    private static final double LIKE_AT_MOST = 0.94;
    private static final double SAME = 0.95;

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern COUNTRY =
            Pattern.compile("^\\s*(?:[\\[(|]\\s*[a-z]{2,3}\\s*[\\])|]|[a-z]{2,3}\\s*[:|\\u2022]|[a-z]{2}\\s+-)\\s*");
    private static final Pattern ONE_HOUR_LATE = Pattern.compile("(?:\\+\\s*|\\bplus\\s*)1\\s*(?:h|hour)?\\b");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}+]+");
    private static final Set<String> QUALITY = Set.of(
            "hd", "fhd", "uhd", "qhd", "sd", "4k", "8k", "hq", "lq", "hevc", "h265", "h264", "x265", "avc", "1080p",
            "1080i", "1080", "720p", "720", "576p", "480p", "2160p", "hdr", "hdr10", "50fps", "60fps", "raw", "vip",
            "backup");
    private static final Set<String> FILLERS = Set.of("the", "tv", "channel");

    GuideName {
        words = List.copyOf(words);
    }

    static GuideName of(String name) {
        String plain = ACCENTS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        plain = COUNTRY.matcher(plain).replaceFirst("");
        plain = ONE_HOUR_LATE.matcher(plain).replaceAll(" " + LATE + " ").replace("&", " and ");
        List<String> words = new ArrayList<>();
        for (String word : NO_WORD.split(plain, -1)) {
            String kept = word.equals(LATE) ? word : word.replace("+", "plus");
            if (!kept.isEmpty() && !QUALITY.contains(kept)) {
                words.add(kept);
            }
        }
        return new GuideName(words);
    }

    /** What two names share that are the same: {@code Sky News} and {@code SkyNews}. */
    String joined() {
        return String.join("", words);
    }

    /** How alike two names are, 0 to 1. */
    double likeness(GuideName other) {
        if (joined().isEmpty() || other.joined().isEmpty() || !numbers().equals(other.numbers())) {
            return 0;
        }
        if (joined().equals(other.joined())) {
            return SAME;
        }
        if (bare().equals(other.bare())) {
            return LIKE_AT_MOST;
        }
        double byWords = overlap(new HashSet<>(words), new HashSet<>(other.words));
        double byPairs = overlap(pairs(), other.pairs());
        return Math.min(LIKE_AT_MOST, (byWords + byPairs) / 2);
    }

    /** Without words that many names have and others leave out. */
    private String bare() {
        StringBuilder bare = new StringBuilder();
        for (String word : words) {
            if (!FILLERS.contains(word)) {
                bare.append(word);
            }
        }
        return bare.isEmpty() ? joined() : bare.toString();
    }

    /** Every word with a digit: what tells channels apart that share all else. */
    private Set<String> numbers() {
        Set<String> numbers = new TreeSet<>();
        for (String word : words) {
            String digits = word.replaceAll("\\D", "");
            if (!digits.isEmpty()) {
                numbers.add(word.equals(LATE) ? LATE : digits);
            }
        }
        return numbers;
    }

    private Set<String> pairs() {
        String text = joined();
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i + 2 <= text.length(); i++) {
            pairs.add(text.substring(i, i + 2));
        }
        return pairs;
    }

    /** Dice's coefficient. */
    private static double overlap(Set<String> a, Set<String> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return 0;
        }
        long both = a.stream().filter(b::contains).count();
        return 2.0 * both / (a.size() + b.size());
    }
}
