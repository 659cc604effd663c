package dev.headwater.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.media.Source;
import dev.headwater.core.testing.FreePort;
import dev.headwater.ingest.feeds.Feed;
import dev.headwater.ingest.feeds.Sender;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceProbeTest {
    @TempDir
    private static Path folder;

    private static Path clip = Path.of("");

    @BeforeAll
    static void makeClip() throws IOException {
        clip = Clips.make(folder.resolve("clip.ts"), 6000);
    }

    private static RealChild probe(Source source) throws IOException {
        try (RealChild child = new RealChild(new Job.Probe(source, true))) {
            return child.readToEnd();
        }
    }

    @Test
    @SuppressWarnings("try") // it sends while it is open
    void aLiveSourceIsDescribedAndMeasured() throws IOException {
        Feed feed = Feed.udp(FreePort.find());
        try (Sender sender = feed.send(Path.of(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class)), clip)) {
            Frame.Probed facts = probe(new Source(feed.source())).probed();
            assertThat(facts.video()).isEqualTo("h264");
            assertThat(facts.width()).isEqualTo(640);
            assertThat(facts.frameRate()).isEqualTo(25);
            assertThat(facts.notCopied()).isEmpty();
            assertThat(facts.tracks()).containsExactly(new Frame.AudioTrack("aac", "", 2, 48_000));
            assertThat(facts.bitRate()).isBetween(50_000L, 2_000_000L);
        }
    }

    @Test
    void aFileAndAPlaylistAreDescribed() throws IOException {
        for (String url : List.of("file:" + clip, "playlist:" + folder)) {
            Frame.Probed facts = probe(new Source(url)).probed();
            assertThat(facts.video()).isEqualTo("h264");
            assertThat(facts.millis()).isBetween(5000L, 7000L);
        }
    }

    @Test
    void subtitlesAreNamedWithWhatBecomesOfThem() throws Exception {
        Path drawn = DvbClip.make(folder.resolve("drawn.ts"), 4, "deu");
        Path read = Tongues.clip(
                clip,
                folder.resolve("read.mkv"),
                "1\n00:00:01,000 --> 00:00:02,000\nHello\n",
                new Tongues.Tongue("eng", 400));
        assertThat(probe(new Source("file:" + drawn)).probed().subtitles())
                .containsExactly(new Frame.SubtitleTrack("dvb_subtitle", "deu", Frame.SubtitleTrack.Use.BITMAP));
        assertThat(probe(new Source("file:" + read)).probed().subtitles())
                .containsExactly(new Frame.SubtitleTrack("subrip", "eng", Frame.SubtitleTrack.Use.TEXT));
    }

    @Test
    void whatCanNotBeHadIsToldWhy() throws IOException {
        assertThat(probe(new Source("http://127.0.0.1:1/")).failures())
                .containsExactly("127.0.0.1 is a private address: private addresses need --allow-private");
    }
}
