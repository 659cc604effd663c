package dev.headwater.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An M3U playlist as the strictest of parsers reads it: a value ends at the next quote, a line at any line break. */
public record M3u(List<Entry> entries) {
    private static final Pattern EXTINF = Pattern.compile("#EXTINF:-1((?: [a-z-]+=\"[^\"]*\")*),(.*)");
    private static final Pattern HEADER = Pattern.compile("#EXTM3U(?: [a-z-]+=\"[^\"]*\")*");
    private static final Pattern ATTRIBUTE = Pattern.compile(" ([a-z-]+)=\"([^\"]*)\"");

    /** A channel of it. */
    public record Entry(Map<String, String> attributes, String name, String url) {}

    public static M3u parse(String text) {
        List<String> lines = List.of(text.split("\\R", -1));
        if (!HEADER.matcher(lines.getFirst()).matches() || !lines.getLast().isEmpty() || lines.size() % 2 != 0) {
            throw new AssertionError("no M3U playlist: " + text);
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 1; i < lines.size() - 1; i += 2) {
            Matcher extinf = EXTINF.matcher(lines.get(i));
            if (!extinf.matches()) {
                throw new AssertionError("no EXTINF: " + lines.get(i));
            }
            Map<String, String> attributes = new LinkedHashMap<>();
            ATTRIBUTE.matcher(extinf.group(1)).results().forEach(m -> attributes.put(m.group(1), m.group(2)));
            entries.add(new Entry(attributes, extinf.group(2), lines.get(i + 1)));
        }
        return new M3u(entries);
    }
}
