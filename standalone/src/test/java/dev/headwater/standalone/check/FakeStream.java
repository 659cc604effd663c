package dev.headwater.standalone.check;

import dev.headwater.core.fetch.FetchException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A live stream with two renditions in which nothing is wrong, until a test says what is. */
final class FakeStream implements Web {
    static final URI MASTER = URI.create("http://origin.test/live/1.m3u8");

    private static final Map<String, int[]> SIZES = Map.of("720p", new int[] {1280, 720}, "360p", new int[] {640, 360});
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long FIRST = 100;

    private final Map<String, Integer> asked = new HashMap<>();
    private final Map<String, Function<String, String>> edits = new HashMap<>();
    private final Map<String, Optional<byte[]>> answers = new HashMap<>();
    private boolean standsStill;
    private boolean languages;
    private long soundShift;
    private String mapping = "X-TIMESTAMP-MAP=MPEGTS:%d,LOCAL:00:00:00.000\n";

    /** Changes a playlist: {@code master}, {@code 360p}, or {@code 360p/3} for its fourth answer alone. */
    FakeStream edit(String playlist, Function<String, String> edit) {
        edits.merge(playlist, edit, Function::andThen);
        return this;
    }

    /** Changes the playlists of both renditions. */
    FakeStream editBoth(Function<String, String> edit) {
        return edit("720p", edit).edit("360p", edit);
    }

    /** Answers with other bytes, {@code 360p/seg-102.ts} or any other path; null: with 404. */
    FakeStream answer(String path, byte[] bytes) {
        answers.put(path, Optional.ofNullable(bytes));
        return this;
    }

    FakeStream standingStill() {
        standsStill = true;
        return this;
    }

    /** With another language, later by so many ticks, and subtitles, with this line of where they belong. */
    FakeStream withLanguages(long ticks, String map) {
        languages = true;
        soundShift = ticks;
        mapping = map;
        return edit(
                "master",
                text -> text.replace("BANDWIDTH=40000", "BANDWIDTH=90000")
                        .replace("FRAME-RATE=10.000\n", "FRAME-RATE=10.000,AUDIO=\"sound\",SUBTITLES=\"text\"\n"));
    }

    /** The same with nothing wrong. */
    FakeStream withLanguages() {
        return withLanguages(0, mapping);
    }

    static TinyTs segment(String rendition, long sequence) {
        int[] size = SIZES.get(rendition);
        return new TinyTs(size[0], size[1], sequence);
    }

    /** The sentences of the rules it breaks. */
    List<String> broken() throws Exception {
        return check().rules().stream()
                .filter(line -> line.result() == CheckReport.Result.BROKEN)
                .map(CheckReport.Line::rule)
                .toList();
    }

    CheckReport check() throws Exception {
        CheckLimits limits = new CheckLimits(Optional.of(Duration.ofSeconds(8)), 100);
        return new StreamCheck(this, pause -> {}, (done, all, segments) -> {}).check(MASTER, limits);
    }

    @Override
    public synchronized Answer get(URI url) throws IOException {
        String path = url.getPath().replaceFirst("^/live/", "");
        return new Answer(url, new ByteArrayInputStream(body(path)));
    }

    private byte[] body(String path) throws IOException {
        Optional<byte[]> answer = answers.get(path);
        if (answer != null) {
            return answer.orElseThrow(() -> FetchException.lasting("the source answered 404"));
        }
        String[] words = path.split("/", -1);
        if (words.length == 1) {
            return edited("master", master(languages)).getBytes(StandardCharsets.UTF_8);
        }
        if (words[1].equals("index.m3u8")) {
            int round = asked.merge(words[0], 1, Integer::sum) - 1;
            String media = media(standsStill ? 0 : round / 2);
            String text = edited(words[0], words[0].equals("text1") ? media.replace(".ts", ".vtt") : media);
            return edited(words[0] + "/" + round, text).getBytes(StandardCharsets.UTF_8);
        }
        long sequence = Long.parseLong(words[1].replaceAll("\\D", ""));
        return switch (words[0]) {
            case "audio1" -> segment("360p", sequence).shift(soundShift).bytes();
            case "text1" -> text(sequence).getBytes(StandardCharsets.UTF_8);
            default -> segment(words[0], sequence).bytes();
        };
    }

    private String text(long sequence) {
        return "WEBVTT\n" + String.format(Locale.ROOT, mapping, 90_000 + sequence * 180_000)
                + "\n00:00:00.500 --> 00:00:01.500\nHello\n";
    }

    private String edited(String playlist, String text) {
        return edits.getOrDefault(playlist, Function.identity()).apply(text);
    }

    private static String master(boolean languages) {
        StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        if (languages) {
            text.append("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"sound\",NAME=\"Deutsch\",DEFAULT=YES,AUTOSELECT=YES\n");
            text.append("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"sound\",NAME=\"English\",URI=\"audio1/index.m3u8\"\n");
            text.append("#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"text\",NAME=\"English\",URI=\"text1/index.m3u8\"\n");
        }
        for (String name : List.of("720p", "360p")) {
            int[] size = SIZES.get(name);
            text.append("#EXT-X-STREAM-INF:BANDWIDTH=40000,AVERAGE-BANDWIDTH=32000,CODECS=\"avc1.4d401e,mp4a.40.2\"")
                    .append(String.format(Locale.ROOT, ",RESOLUTION=%dx%d,FRAME-RATE=10.000\n", size[0], size[1]))
                    .append(name)
                    .append("/index.m3u8\n");
        }
        return text.toString();
    }

    private static String media(int left) {
        StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        text.append("#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:").append(FIRST + left);
        text.append("\n#EXT-X-DISCONTINUITY-SEQUENCE:7\n");
        for (long sequence = FIRST + left; sequence < FIRST + left + 6; sequence++) {
            text.append("#EXT-X-PROGRAM-DATE-TIME:")
                    .append(START.plusSeconds(2 * sequence))
                    .append('\n');
            text.append("#EXTINF:2.000,\nseg-").append(sequence).append(".ts\n");
        }
        return text.toString();
    }
}
