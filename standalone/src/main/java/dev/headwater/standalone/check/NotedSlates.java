package dev.headwater.standalone.check;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Notes where Headwater shows a slate, a clip that says why, instead of what was asked for: no stream is broken by that. */
final class NotedSlates implements Web {
    /** Slates are renditions of stream 0, named by their reason and, where it is fMP4, by what of it. */
    private static final Pattern SLATE = Pattern.compile(".*/hls/0/([a-z]+?)[fva]?/.*");

    private static final Map<String, String> REASONS = Map.of(
            "limit", "the line is full: all of its connections are in use, and it refuses newcomers",
            "inuse", "the line is full: another device took the connection",
            "expired", "the line has expired",
            "banned", "the line is banned",
            "norights", "it may not be shown now, or not here",
            "offair", "the channel shows nothing at the moment",
            "preparing", "the film is being made ready");

    private final Web web;
    private volatile String first = "";

    NotedSlates(Web web) {
        this.web = web;
    }

    @Override
    public Answer get(URI url) throws IOException {
        Answer answer = web.get(url);
        Matcher slate = SLATE.matcher(String.valueOf(answer.url().getPath()));
        if (slate.matches() && first.isEmpty()) {
            first = slate.group(1);
        }
        return answer;
    }

    /** Why the first was shown; empty: none was. */
    Optional<String> reason() {
        String slate = first;
        return slate.isEmpty()
                ? Optional.empty()
                : Optional.of(REASONS.getOrDefault(slate, "the slate '" + slate + "' was shown"));
    }
}
