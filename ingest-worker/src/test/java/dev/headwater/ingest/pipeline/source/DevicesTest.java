package dev.headwater.ingest.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.headwater.core.fetch.HttpLimits;
import dev.headwater.core.media.CaptureSource;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.pipeline.RealChild;
import dev.headwater.ingest.pipeline.av.PipelineException;
import java.io.IOException;
import java.util.Map;
import org.bytedeco.ffmpeg.global.avdevice;
import org.junit.jupiter.api.Test;

/** All that can be tried of capture cards where there is none. */
class DevicesTest {
    private static final CaptureSource NOWHERE =
            new Source("v4l2:/dev/no-such-card?audio=hw:9&size=1280x720&rate=25").capture();

    @Test
    void noneIsOpenedWhereThatIsNotAllowed() throws IOException {
        Devices devices = Devices.of(new String[] {"--encoder=auto"});
        assertThatThrownBy(() -> CaptureInput.open(NOWHERE, devices, HttpLimits.DEFAULT))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("--devices");
        try (RealChild child = new RealChild(Job.live(new Source("v4l2:/dev/video0"), null)).readToEnd()) {
            assertThat(child.failures())
                    .containsExactly(
                            "capture devices are not opened here: that takes --devices where the worker is started");
        }
    }

    @Test
    void whoLooksAtACardIsToldAsWhoReadsIt() throws IOException {
        Job.Probe look = new Job.Probe(new Source("v4l2:/dev/no-such-card"), true);
        try (RealChild child = new RealChild(look).readToEnd()) {
            assertThat(child.failures())
                    .containsExactly(
                            "capture devices are not opened here: that takes --devices where the worker is started");
        }
        assumeLibraries();
        try (RealChild child = new RealChild(look, Devices.ALLOWED).readToEnd()) {
            assertThat(child.failures()).containsExactly("there is no capture device /dev/no-such-card");
        }
    }

    @Test
    void aCardThatIsNotThereIsNamed() {
        assumeLibraries();
        Devices devices = Devices.of(new String[] {Devices.ALLOWED});
        assertThatThrownBy(() -> CaptureInput.open(NOWHERE, devices, HttpLimits.DEFAULT))
                .isInstanceOf(PipelineException.class)
                .hasMessage("there is no capture device /dev/no-such-card");
        assertThatThrownBy(() -> devices.audio("hw:99"))
                .isInstanceOf(PipelineException.class)
                .hasMessageStartingWith("the capture device hw:99 can not be opened");
    }

    @Test
    void whatIsNoCardIsToldSo() {
        assumeLibraries();
        CaptureSource none = new Source("v4l2:/dev/null").capture();
        assertThatThrownBy(() -> new Devices(true).video(none))
                .isInstanceOf(PipelineException.class)
                .hasMessageStartingWith("the capture device /dev/null can not be opened");
    }

    @Test
    void theFFmpegOfThisBuildKnowsBothKindsOfDevices() {
        assumeLibraries();
        for (String kind : new String[] {"video4linux2", "alsa"}) {
            assertThat(av_find_input_format(kind).isNull()).as(kind).isFalse();
        }
    }

    @Test
    void theCardIsAskedForWhatTheSourceNames() {
        assertThat(Devices.videoOptions(NOWHERE))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("timestamps", "abs", "video_size", "1280x720", "framerate", "25"));
        assertThat(Devices.videoOptions(new Source("v4l2:/dev/video0").capture()))
                .containsOnlyKeys("timestamps");
    }

    /** FFmpeg's devices need libraries of the machine that nothing else here does. */
    private static void assumeLibraries() {
        try {
            avdevice.avdevice_register_all();
        } catch (LinkageError e) {
            assumeTrue(false, "libraries are missing: " + e.getMessage());
        }
    }
}
