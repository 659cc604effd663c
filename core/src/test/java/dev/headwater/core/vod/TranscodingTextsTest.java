package dev.headwater.core.vod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.keys.ContentKey;
import dev.headwater.core.hls.keys.SegmentCipher;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.vod.TranscodeJobs.JobState;
import dev.headwater.core.vod.text.FilmFiles;
import dev.headwater.core.vod.text.FilmFiles.Said;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The service leaves subtitles out; the film has them all the same. */
class TranscodingTextsTest {
    private static final List<Said> SAID =
            List.of(new Said(500, 1_000, "At once"), new Said(1_500, 1_500, "Across a cut"));

    private final TranscodingRig rig = new TranscodingRig();

    private TranscodeOrder made(byte[] file) {
        rig.uploads.put(
                "uploads/" + TranscodingRig.UPLOAD.rest(),
                file,
                new ObjectMeta("application/octet-stream", null, null));
        TranscodeOrder order = rig.order();
        rig.service.make(order);
        rig.heard(order, new JobState.Done());
        assertThat(rig.state()).isEqualTo(Asset.State.READY);
        return order;
    }

    private byte[] stored(String key) {
        return rig.objects.get(key, ByteRange.ALL).orElseThrow().readAll();
    }

    private String text(TranscodeOrder order, int number) {
        return new String(stored(order.segments("text1") + "_0000" + number + ".vtt"), StandardCharsets.UTF_8);
    }

    @Test
    void subtitlesAreCutWithThePicturesAndTimedAsTheyAre() {
        TranscodeOrder order = made(FilmFiles.mp4("ger", 0, SAID));
        assertThat(rig.asset().packaged().renditions())
                .extracting(Rendition::name)
                .containsExactly("720p", "360p", "text1");
        Rendition texts = rig.asset().packaged().renditions().getLast();
        assertThat(texts.track().language()).isEqualTo("de");
        assertThat(texts.bandwidth()).isPositive();
        assertThat(text(order, 1)).isEqualTo("""
                WEBVTT
                X-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000

                00:00:00.500 --> 00:00:01.500
                At once

                00:00:01.500 --> 00:00:03.000
                Across a cut
                """);
        assertThat(text(order, 2)).contains("Across a cut").doesNotContain("At once");
        assertThat(text(order, 3)).startsWith("WEBVTT\n").doesNotContain("-->");

        List<String> before = rig.keys("hls/");
        rig.heard(order, new JobState.Done());
        assertThat(rig.keys("hls/")).isEqualTo(before);
    }

    @Test
    void ofAnEncryptedFilmTheyAreEncrypted() {
        rig.encrypted(true);
        TranscodeOrder order = made(FilmFiles.matroska("S_TEXT/UTF8", "eng", SAID));
        ContentKey key = rig.service.given.getLast().orElseThrow();
        SegmentName name = SegmentName.parse(order.name() + "-s_00001").orElseThrow();
        byte[] stored = stored(order.segments("text1") + "_00001.vtt");
        assertThat(new String(stored, StandardCharsets.UTF_8)).doesNotContain("WEBVTT", "At once");
        assertThat(SegmentCipher.decrypt(key, name, stored))
                .hasValueSatisfying(clear ->
                        assertThat(new String(clear, StandardCharsets.UTF_8)).contains("At once"));
    }

    @Test
    void aFileThatCanNotBeReadIsAFilmWithoutThem() {
        byte[] file = FilmFiles.mp4("eng", 0, SAID);
        made(Arrays.copyOf(file, file.length - 30));
        assertThat(rig.asset().packaged().renditions()).hasSize(2);
    }
}
