package dev.headwater.ingest.pipeline.onair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_S16LE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.Pacer;
import dev.headwater.ingest.pipeline.av.PipelineException;
import dev.headwater.ingest.pipeline.encode.Encoders;
import dev.headwater.ingest.pipeline.encode.Report;
import dev.headwater.ingest.pipeline.source.Beside;
import dev.headwater.ingest.pipeline.source.MediaInput;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.ShortPointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A station whose sound says by its loudness when it was sent; time goes on when the test says so. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SwitchedSoundTest {
    private static final int FRAME = Encoders.AUDIO_FRAME;
    private static final int STEP = 50;

    private final AtomicLong now = new AtomicLong(1);
    private final Station station = new Station();
    private final MediaFeed feed =
            new MediaFeed(0, 1, () -> station, false, new Health(TimeUnit.DAYS.toNanos(1)), now::get);
    private final AVFrame frame = av_frame_alloc();
    private final AtomicLong made = new AtomicLong();

    @AfterEach
    void close() {
        av_frame_free(frame);
        feed.end();
    }

    private static final class Station implements MediaInput {
        private final BlockingQueue<Integer> sent = new LinkedBlockingQueue<>();
        private final AVCodecParameters codec = avcodec_parameters_alloc();
        private final AVRational time = new AVRational().num(1).den(Encoders.SAMPLE_RATE);
        private final AtomicInteger asked = new AtomicInteger();
        private int count;

        Station() {
            codec.codec_type(AVMEDIA_TYPE_AUDIO)
                    .codec_id(AV_CODEC_ID_PCM_S16LE)
                    .format(AV_SAMPLE_FMT_S16)
                    .sample_rate(Encoders.SAMPLE_RATE);
            av_channel_layout_default(codec.ch_layout(), 2);
        }

        void sends(int frames) {
            for (int i = 0; i < frames; i++) {
                sent.add(count++);
            }
        }

        /** Who asks for the next has put what it was given where it is taken from. */
        void awaitTaken() {
            while (asked.get() <= count) {
                LockSupport.parkNanos(1_000_000);
            }
        }

        @Override
        public Read next(AVPacket packet) {
            asked.incrementAndGet();
            int number;
            try {
                number = sent.take();
            } catch (InterruptedException e) {
                throw new PipelineException("nobody wants it any more");
            }
            Av.check(av_new_packet(packet, FRAME * 2 * Short.BYTES), "no memory for a packet");
            ShortPointer samples = new ShortPointer(packet.data());
            for (int i = 0; i < FRAME * 2; i++) {
                samples.put(i, (short) ((number + 1) * STEP));
            }
            packet.pts((long) number * FRAME).dts(packet.pts()).duration(FRAME).flags(AV_PKT_FLAG_KEY);
            return Read.VIDEO;
        }

        @Override
        public AVCodecParameters video() {
            return codec;
        }

        @Override
        public AVRational videoTime() {
            return time;
        }

        @Override
        public List<Beside> sounds() {
            return List.of();
        }

        @Override
        public List<Beside> texts() {
            return List.of();
        }

        @Override
        public String leftOut() {
            return "";
        }

        @Override
        public double frameRate() {
            return 0;
        }

        @Override
        public long bitRate() {
            return 0;
        }

        @Override
        public Pacer pacer() {
            return Pacer.unpaced();
        }

        @Override
        public void close() {
            avcodec_parameters_free(codec);
            time.close();
        }
    }

    private SwitchedSound sound() {
        Source source = new Source("http://192.0.2.1/radio");
        Switch<MediaFeed> sources = new Switch<>(
                SwitchRules.of((Job.Stream) Job.live(source, null)),
                List.of(source),
                index -> feed.start(),
                new Switch.Listener() {
                    @Override
                    public void onAir(int shown) {}

                    @Override
                    public void failed(int which, String text) {}
                },
                now::get,
                new Random(3));
        Report report = (Report) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Report.class}, (proxy, method, arguments) -> null);
        return new SwitchedSound(sources, true, now::get, report);
    }

    /** The number of the frame that is heard next; below 0: silence. */
    private long heard(SwitchedSound sound) {
        sound.next(frame);
        long number = Math.round(new FloatPointer(frame.data(0)).get(FRAME / 2) * 32768.0 / STEP) - 1;
        av_frame_unref(frame);
        return number;
    }

    private void passes(int frames) {
        now.addAndGet(frames * (long) FRAME * TimeUnit.SECONDS.toNanos(1) / Encoders.SAMPLE_RATE);
    }

    private void awaitMade(long frames) {
        while (made.get() < frames) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void whatComesAfterAllIsNotHeardLaterForEver() throws InterruptedException {
        AtomicLong late = new AtomicLong();
        station.sends(50);
        Thread listener = Thread.ofPlatform().start(() -> {
            try (SwitchedSound sound = sound()) {
                for (long number = 0; number < 400; made.incrementAndGet()) {
                    number = heard(sound);
                    late.set(made.get() - number);
                }
            }
        });
        awaitMade(50);
        passes(200);
        awaitMade(150);
        station.sends(150);
        for (long passed = 200; listener.isAlive(); passed++) {
            station.sends(1);
            station.awaitTaken();
            passes(1);
            awaitMade(Math.min(passed - 20, 390));
        }
        listener.join();
        assertThat(late.get()).as("frames heard too late").isBetween(0L, 40L);
    }
}
