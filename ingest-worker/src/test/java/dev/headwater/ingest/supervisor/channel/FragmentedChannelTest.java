package dev.headwater.ingest.supervisor.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentForm;
import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.store.ByteRange;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.supervisor.children.ScriptedLauncher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Segments that are read with a head. */
class FragmentedChannelTest {
    private final Rig rig = new Rig();
    private ChannelSupervisor supervisor;

    @AfterEach
    void stop() {
        supervisor.stop();
    }

    private static Frame.Segment fragment(long index, int head) {
        return new Frame.Segment("360p", index, 2000, new byte[] {(byte) head}, new byte[] {9, 9});
    }

    private byte[] stored(String name, SegmentForm form) {
        String key = SegmentKeys.segment(1, "360p", SegmentName.parse(name).orElseThrow(), form);
        return rig.objects
                .get(key, ByteRange.ALL)
                .map(blob -> {
                    try (blob) {
                        assertThat(blob.meta().contentType()).isEqualTo("video/mp4");
                        return blob.body().readAllBytes();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .orElseThrow(() -> new AssertionError("nothing is stored as " + key));
    }

    private static List<String> heads(LiveWindow window) {
        return window.segments().stream().map(Segment::head).toList();
    }

    @Test
    void aHeadIsStoredWhenItChangesAndNamedByAllThatNeedIt() {
        supervisor = rig.supervisor(1, 1);
        ScriptedLauncher.Child child = rig.launcher.child(0).opens("360p");
        child.says(fragment(0, 1)).says(fragment(1, 1));
        rig.awaitSequence(1, 2);
        child.ends();
        rig.launcher.child(1).opens("360p").says(fragment(0, 2));
        LiveWindow window = rig.awaitSequence(1, 3);

        List<String> names = window.segments().stream().map(Segment::name).toList();
        assertThat(heads(window)).containsExactly(names.get(0), names.get(0), names.get(2));
        assertThat(stored(names.get(0), SegmentForm.HEAD)).containsExactly(1);
        assertThat(stored(names.get(2), SegmentForm.HEAD)).containsExactly(2);
        assertThat(stored(names.get(1), SegmentForm.FRAGMENT)).containsExactly(9, 9);
    }

    /** It is deleted with the hour it lies in. */
    @Test
    void eachHourHasItsOwn() {
        supervisor = rig.supervisor(1, 1);
        ScriptedLauncher.Child child = rig.launcher.child(0).opens("360p").says(fragment(0, 1));
        rig.awaitSequence(1, 1);
        rig.clock.move(Duration.ofMinutes(61));
        child.says(fragment(1, 1));
        LiveWindow window = rig.awaitSequence(1, 2);

        assertThat(heads(window))
                .containsExactlyElementsOf(
                        window.segments().stream().map(Segment::name).toList());
    }

    @Test
    void whatIsEncryptedHasAHeadInTheClear() {
        supervisor = rig.encrypting(1, 1, Duration.ofHours(1));
        rig.launcher.child(0).opens("360p").says(fragment(0, 1));
        Segment listed = rig.awaitSequence(1, 1).segments().getFirst();

        assertThat(listed.key()).isNotNull();
        assertThat(stored(String.valueOf(listed.head()), SegmentForm.HEAD)).containsExactly(1);
        assertThat(stored(listed.name(), SegmentForm.FRAGMENT)).hasSize(16);
    }

    @Test
    void noPlaylistHoldsBothKinds() {
        supervisor = rig.supervisor(1, 1);
        ScriptedLauncher.Child child = rig.launcher.child(0).opens("360p").says(fragment(0, 1));
        rig.awaitSequence(1, 1);
        child.ends();
        rig.launcher.child(1).opens("360p").makes(0);
        LiveWindow window = rig.awaitSequence(1, 2);

        assertThat(heads(window)).hasSize(1).containsOnlyNulls();
        assertThat(window.mediaSequence()).isEqualTo(1);
    }
}
