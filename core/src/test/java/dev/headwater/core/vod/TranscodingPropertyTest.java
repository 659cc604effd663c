package dev.headwater.core.vod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.vod.TranscodeJobs.JobState;
import dev.headwater.core.vod.TranscodeJobs.Submitted;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whatever comes, however often, in whichever order, and whatever is lost: a title ends as its last order did. */
class TranscodingPropertyTest {
    /** What may happen between an order and its end. */
    enum Step {
        EARLIER_RUNS,
        EARLIER_IS_DONE,
        EARLIER_FAILED,
        STARTS,
        RUNS,
        ENDS,
        LOOK,
        MINUTE_PASSES,
        LONG_SILENCE
    }

    private static final JobState POISON = new JobState.Failed("the file can not be read", true);

    @Property(tries = 150)
    void itEndsAsInOrder(
            @ForAll @Size(max = 25) List<Step> steps, @ForAll boolean isDone, @ForAll boolean isAnswerLost) {
        TranscodingRig rig = new TranscodingRig();
        TranscodeOrder earlier = rig.order();
        rig.service.make(earlier);
        rig.heard(earlier, new JobState.Failed("no access", false));
        rig.clock.advance(Assets.RETRY.plusSeconds(1));
        if (isAnswerLost) {
            rig.service.answer = new Submitted.Busy("no answer");
        }
        TranscodeOrder order = rig.order();
        rig.service.answer = null;
        JobState end = isDone ? new JobState.Done() : POISON;
        rig.service.states.put(rig.service.job(order), end);
        if (isDone) {
            rig.service.make(order);
        }

        steps.forEach(step -> happens(rig, step, earlier, order, end));
        // All events may be lost: the one who looks finds out.
        rig.clock.advance(Duration.ofMinutes(1));
        rig.transcoding.look();
        rig.silence();
        rig.transcoding.look();

        Asset asset = rig.asset();
        assertThat(asset.fence()).isEqualTo(order.fence());
        assertThat(rig.service.begun()).isEqualTo(2);
        assertThat(rig.assets.waiting()).isEmpty();
        if (isDone) {
            assertThat(asset.state()).isEqualTo(Asset.State.READY);
            assertThat(asset.packaged()).isEqualTo(inOrder());
        } else {
            assertThat(asset.state()).isEqualTo(Asset.State.FAILED);
            assertThat(asset.error()).isEqualTo("the file can not be read");
        }
    }

    private static void happens(
            TranscodingRig rig, Step step, TranscodeOrder earlier, TranscodeOrder order, JobState end) {
        switch (step) {
            case EARLIER_RUNS -> rig.heard(earlier, new JobState.Running(80));
            case EARLIER_IS_DONE -> rig.heard(earlier, new JobState.Done());
            case EARLIER_FAILED -> rig.heard(earlier, new JobState.Failed("no access", false));
            case STARTS -> rig.heard(order, new JobState.Running(1));
            case RUNS -> rig.heard(order, new JobState.Running(60));
            case ENDS -> rig.heard(order, end);
            case LOOK -> rig.transcoding.look();
            case MINUTE_PASSES -> rig.clock.advance(Duration.ofMinutes(1));
            case LONG_SILENCE -> rig.silence();
        }
    }

    private static Asset.Packaged inOrder() {
        TranscodingRig rig = new TranscodingRig();
        TranscodeOrder earlier = rig.order();
        rig.heard(earlier, new JobState.Failed("no access", false));
        rig.clock.advance(Assets.RETRY.plusSeconds(1));
        TranscodeOrder order = rig.order();
        rig.service.make(order);
        rig.heard(order, new JobState.Running(1));
        rig.heard(order, new JobState.Running(60));
        rig.heard(order, new JobState.Done());
        Asset.Packaged packaged = rig.asset().packaged();
        assertThat(packaged).isNotNull();
        return packaged;
    }

    @Property(tries = 60)
    void aDeletedTitleStaysDeleted(
            @ForAll @Size(max = 15) List<Step> before, @ForAll @Size(max = 15) List<Step> after) {
        TranscodingRig rig = new TranscodingRig();
        TranscodeOrder order = rig.order();
        rig.service.make(order);
        JobState end = new JobState.Done();
        before.forEach(step -> happens(rig, step, order, order, end));
        rig.movies.remove(TranscodingRig.FILM, movie -> {});
        rig.assets.delete(TranscodingRig.FILM);
        after.forEach(step -> happens(rig, step, order, order, end));
        rig.transcoding.look();
        assertThat(rig.assets.find(TranscodingRig.FILM)).isEmpty();
        assertThat(rig.assets.waiting()).isEmpty();
        assertThat(rig.assets.toSweep()).contains(TranscodingRig.FILM);
    }
}
