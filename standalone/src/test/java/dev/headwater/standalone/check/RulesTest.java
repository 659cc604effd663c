package dev.headwater.standalone.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.standalone.check.CheckReport.Result;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule meets a stream in which exactly that is wrong, and nothing else is said of it. */
class RulesTest {
    private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    @Test
    void whereNothingIsWrongNothingIsSaid() throws Exception {
        CheckReport report = new FakeStream().check();
        assertThat(report.isOk()).as("%s", report).isTrue();
        assertThat(report.kind()).isEqualTo("live");
        assertThat(report.playlists()).isEqualTo(2);
        assertThat(report.rules())
                .filteredOn(line -> line.result() == Result.SKIPPED)
                .hasSize(3);
    }

    @Test
    void whereLanguagesLieBesideThePictureNothingIsSaid() throws Exception {
        CheckReport report = new FakeStream().withLanguages().check();
        assertThat(report.isOk()).as("%s", report).isTrue();
        assertThat(report.playlists()).isEqualTo(4);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(
                        new PlaylistsRead(),
                        new FakeStream()
                                .edit("360p/3", text -> text.replace("EXT-X-TARGETDURATION:2", "EXT-X-TARGET:2"))),
                fault(new PlaylistsRead(), new FakeStream().answer("360p/index.m3u8", null)),
                fault(new SegmentsExist(), new FakeStream().answer("360p/seg-102.ts", null)),
                fault(new WholeTransport(), with(102, bytes(102, whole -> Arrays.copyOf(whole, whole.length + 1)))),
                fault(new WholeTransport(), with(102, "<html>".getBytes(StandardCharsets.US_ASCII))),
                fault(
                        new BeginsWithKeyFrame(),
                        with(102, FakeStream.segment("360p", 102).withoutIdr().bytes())),
                fault(
                        new LastsAsSaid(),
                        with(102, FakeStream.segment("360p", 102).frames(16).bytes())
                                .editBoth(RulesTest::anotherStretch)),
                fault(new FitsTargetDuration(), new FakeStream().editBoth(RulesTest::shortTarget)),
                fault(
                        new TargetDurationFixed(),
                        new FakeStream().edit("360p/4", text -> text.replace("TARGETDURATION:2", "TARGETDURATION:3"))),
                fault(
                        new SequencesGrow(),
                        new FakeStream()
                                .edit(
                                        "360p/4",
                                        text -> text.replace("DISCONTINUITY-SEQUENCE:7", "DISCONTINUITY-SEQUENCE:6"))),
                fault(new DateTimesFit(), new FakeStream().editBoth(text -> text.replace("00:03:24Z", "00:03:24.5Z"))),
                fault(
                        new RunsOn(),
                        with(
                                103,
                                FakeStream.segment("360p", 103)
                                        .shiftSound(20_000)
                                        .bytes())),
                fault(new RunsOn(), with(103, turned(103))),
                fault(new PlaylistsAgree(), new FakeStream().edit("360p", RulesTest::anotherStretch)),
                fault(new PlaylistsAgree(), new FakeStream().withLanguages().edit("text1", RulesTest::anotherStretch)),
                fault(
                        new BesideInTime(),
                        new FakeStream().withLanguages(90_000, "X-TIMESTAMP-MAP=MPEGTS:%d,LOCAL:00:00:00.000\n")),
                fault(new BesideInTime(), new FakeStream().withLanguages(0, "")),
                fault(
                        new BesideInTime(),
                        new FakeStream().withLanguages(0, "X-TIMESTAMP-MAP=LOCAL:01:00:00.000,MPEGTS:%d\n")),
                fault(
                        new CodecsAgree(),
                        new FakeStream().edit("master", text -> text.replaceFirst("4d401e", "4d401f"))),
                fault(new PictureAgrees(), new FakeStream().edit("master", text -> text.replace("640x360", "640x352"))),
                fault(
                        new PictureAgrees(),
                        new FakeStream().edit("master", text -> text.replaceFirst("10.000", "25.000"))),
                fault(
                        new BandwidthCovers(),
                        new FakeStream()
                                .edit("master", text -> text.replaceFirst("BANDWIDTH=40000", "BANDWIDTH=28000"))),
                fault(
                        new AverageFits(),
                        new FakeStream()
                                .edit(
                                        "master",
                                        text -> text.replaceFirst(
                                                "AVERAGE-BANDWIDTH=32000", "AVERAGE-BANDWIDTH=20000"))),
                fault(
                        new IndependentSegments(),
                        new FakeStream()
                                .edit("master", text -> text.replace("#EXT-X-INDEPENDENT-SEGMENTS\n", ""))
                                .edit("360p", text -> text.replace("#EXT-X-INDEPENDENT-SEGMENTS\n", ""))),
                fault(
                        new WindowLongEnough(),
                        new FakeStream().editBoth(text -> text.replace("TARGETDURATION:2", "TARGETDURATION:5"))),
                fault(new LiveMovesOn(), new FakeStream().standingStill()),
                fault(new EndsAsItSays(), new FakeStream().editBoth(RulesTest::vod)),
                fault(
                        new VersionCovers(),
                        new FakeStream()
                                .editBoth(text -> text.replace(
                                        "#EXTINF:2.000,\nseg-102.ts", "#EXT-X-GAP\n#EXTINF:2.000,\nseg-102.ts"))));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void eachRuleFindsItsFaultAndNoOtherDoes(String sentence, FakeStream stream) throws Exception {
        assertThat(stream.broken()).containsExactly(sentence);
    }

    @Test
    void aNameThatComesAgainIsFound() throws Exception {
        FakeStream stream = new FakeStream().editBoth(text -> text.replace("seg-104.ts", "seg-102.ts"));
        assertThat(stream.broken()).contains(new NamesNeverRepeat().sentence());
    }

    @Test
    void aListOfNothingButGapsIsFound() throws Exception {
        FakeStream stream = new FakeStream()
                .editBoth(text -> text.replace("#EXTINF", "#EXT-X-GAP\n#EXTINF").replace("VERSION:6", "VERSION:8"));
        assertThat(stream.broken()).containsExactly(new GapsRespected().sentence());
    }

    @Test
    void whatIsMarkedAsAGapIsNotAskedFor() throws Exception {
        FakeStream stream = new FakeStream()
                .answer("720p/seg-102.ts", null)
                .answer("360p/seg-102.ts", null)
                .editBoth(text -> text.replace("VERSION:6", "VERSION:8")
                        .replace("#EXTINF:2.000,\nseg-102.ts", "#EXT-X-GAP\n#EXTINF:2.000,\nseg-102.ts"));
        assertThat(stream.broken()).isEmpty();
    }

    @Test
    void whatDoesNotFollowIsFineBehindADiscontinuity() throws Exception {
        FakeStream stream = new FakeStream().editBoth(RulesTest::anotherStretch);
        for (long sequence = 103; sequence < 112; sequence++) {
            for (String rendition : List.of("720p", "360p")) {
                byte[] later =
                        FakeStream.segment(rendition, sequence).shift(900_000).bytes();
                stream.answer(rendition + "/seg-" + sequence + ".ts", later);
            }
        }
        assertThat(stream.broken()).isEmpty();
    }

    @Test
    void encryptedSegmentsAreLookedInto() throws Exception {
        FakeStream stream = encrypted().answer("key", KEY);
        assertThat(stream.check().rules())
                .filteredOn(line -> line.rule().equals(new SegmentsDecrypt().sentence()))
                .singleElement()
                .satisfies(line -> assertThat(line.result()).isEqualTo(Result.OK));
        assertThat(encrypted()
                        .answer("key", "fedcba9876543210".getBytes(StandardCharsets.US_ASCII))
                        .broken())
                .containsExactly(new SegmentsDecrypt().sentence());
        assertThat(encrypted().answer("key", null).broken()).containsExactly(new SegmentsDecrypt().sentence());
    }

    @Test
    void encryptedSubtitlesAreNoBrokenSegments() throws Exception {
        byte[] subtitles = "WEBVTT\n\n".getBytes(StandardCharsets.US_ASCII);
        FakeStream stream =
                encrypted().answer("key", KEY).answer("360p/seg-104.ts", sealed(subtitles, "%032x".formatted(104)));
        assertThat(stream.broken()).doesNotContain(new SegmentsDecrypt().sentence());
    }

    @Test
    void anIvThatIsNoNumberIsSaidAndNothingElseStops() throws Exception {
        FakeStream stream = encrypted().answer("key", KEY).editBoth(text -> text.replace("IV=0x00", "IV=0xzz"));
        assertThat(stream.broken()).isNotEmpty();
    }

    private static byte[] sealed(byte[] clear, String iv) throws Exception {
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        byte[] vector = HexFormat.of().parseHex(iv);
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(KEY, "AES"), new IvParameterSpec(vector));
        return cipher.doFinal(clear);
    }

    /** Half of it with an IV of its own, half by sequence number. */
    private static FakeStream encrypted() throws Exception {
        String iv = "000102030405060708090a0b0c0d0e0f";
        FakeStream stream = new FakeStream();
        for (String rendition : List.of("720p", "360p")) {
            boolean named = rendition.equals("720p");
            String tag = "#EXT-X-KEY:METHOD=AES-128,URI=\"../key\"" + (named ? ",IV=0x" + iv : "") + "\n#EXT-X-PROGRAM";
            stream.edit(rendition, text -> text.replaceFirst("#EXT-X-PROGRAM", Matcher.quoteReplacement(tag)));
            for (long sequence = 100; sequence < 112; sequence++) {
                byte[] clear = FakeStream.segment(rendition, sequence).bytes();
                String vector = named ? iv : "%032x".formatted(sequence);
                stream.answer(rendition + "/seg-" + sequence + ".ts", sealed(clear, vector));
            }
        }
        return stream;
    }

    private static Arguments fault(Rule rule, FakeStream stream) {
        return Arguments.of(rule.sentence(), stream);
    }

    private static FakeStream with(long sequence, byte[] segment) {
        return new FakeStream().answer("360p/seg-" + sequence + ".ts", segment);
    }

    private static byte[] bytes(long sequence, Function<byte[], byte[]> edit) {
        return edit.apply(FakeStream.segment("360p", sequence).bytes());
    }

    /** Counters of another segment: its times are right. */
    private static byte[] turned(long sequence) {
        return bytes(sequence, bytes -> {
            for (int at = 0; at < bytes.length; at += 188) {
                bytes[at + 3] = (byte) ((bytes[at + 3] & 0xf0) | ((bytes[at + 3] + 5) & 0xf));
            }
            return bytes;
        });
    }

    private static String shortTarget(String text) {
        return text.replace("TARGETDURATION:2", "TARGETDURATION:1");
    }

    private static String anotherStretch(String text) {
        long first = Long.parseLong(Pattern.compile("MEDIA-SEQUENCE:(\\d+)")
                .matcher(text)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1));
        String counted = first > 103 ? text.replace("DISCONTINUITY-SEQUENCE:7", "DISCONTINUITY-SEQUENCE:8") : text;
        return counted.replace(
                "#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:03:26Z",
                "#EXT-X-DISCONTINUITY\n#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:03:26Z");
    }

    private static String vod(String text) {
        return text.replace("#EXT-X-TARGETDURATION", "#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-TARGETDURATION");
    }
}
