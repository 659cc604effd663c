package dev.headwater.ingest.pipeline;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_WARNING;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import dev.headwater.core.fetch.FetchException;
import dev.headwater.core.media.Redaction;
import dev.headwater.ingest.frames.FrameWriter;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.frames.JobJson;
import dev.headwater.ingest.pipeline.av.AvLog;
import dev.headwater.ingest.pipeline.av.PipelineException;
import dev.headwater.ingest.pipeline.encode.H264Encoders;
import dev.headwater.ingest.pipeline.encode.Report;
import dev.headwater.ingest.pipeline.encode.SlateClip;
import dev.headwater.ingest.pipeline.onair.StreamJob;
import dev.headwater.ingest.pipeline.source.Devices;
import dev.headwater.ingest.pipeline.title.TitleJob;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * A child process: reads its job from stdin, writes frames to what was its stdout, and ends when stdin does. Exit codes:
 * 0 the job is done or no longer wanted, 1 it failed and a frame says why, 2 there was no job, 3 nobody reads the frames.
 */
public final class ChildMain {
    static final int FAILED = 1;
    static final int NO_JOB = 2;
    static final int ORPHANED = 3;

    private ChildMain() {}

    public static void main(String[] args) {
        FrameReport report = new FrameReport(new FrameWriter(new FileOutputStream(FileDescriptor.out)));
        System.setOut(System.err); // whatever prints must not print between frames
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Job job = job(in, report);
        if (job instanceof Job.Stream stream) {
            report.in(stream.container());
        }
        daemon("stdin", () -> endWith(in));
        daemon("heartbeat", () -> beat(report));
        try {
            av_log_set_level(AV_LOG_WARNING);
            AvLog.listen();
            run(job, H264Encoders.of(args), Devices.of(args), report, InstantSource.system());
        } catch (PipelineException e) {
            report.failure(e.text());
            Runtime.getRuntime().halt(FAILED);
        } catch (FetchException e) {
            report.failure(e.text());
            Runtime.getRuntime().halt(FAILED);
        } catch (IOException | RuntimeException | LinkageError e) {
            e.printStackTrace(); // a child has no log but stderr: its supervisor reads it, under the channel's name
            report.failure("the child failed: " + Redaction.of(e.toString()));
            Runtime.getRuntime().halt(FAILED);
        }
        Runtime.getRuntime().halt(0);
    }

    private static Job job(BufferedReader in, FrameReport report) {
        try {
            String line = in.readLine();
            if (line != null) {
                return JobJson.read(line);
            }
        } catch (IOException | IllegalArgumentException e) {
            report.failure("the job can not be read: " + e.getClass().getSimpleName());
        }
        Runtime.getRuntime().halt(NO_JOB);
        throw new AssertionError();
    }

    static void run(Job job, H264Encoders encoders, Devices devices, Report report, InstantSource clock)
            throws IOException {
        switch (job) {
            case Job.Slates slates -> slates.sentences().forEach(sentence -> encode(slates, sentence, report));
            case Job.Title title -> TitleJob.run(title, report);
            case Job.Probe probe when probe.channel() -> SourceProbe.run(probe.source(), devices, report);
            case Job.Probe probe -> TitleJob.probe(probe.source(), report);
            case Job.Stream stream -> new StreamJob(stream, encoders, devices, report, clock).run();
        }
    }

    private static void encode(Job.Slates slates, Job.Slates.Sentence sentence, Report report) {
        try (SlateClip clip = new SlateClip(sentence.rendition(), sentence.text(), slates.ladder(), report)) {
            clip.make(slates.maxMillis());
        }
    }

    private static void endWith(BufferedReader in) {
        try {
            while (in.readLine() != null) {
                // Commands to a running child: none so far.
            }
        } catch (IOException e) {
            // As good as an end.
        }
        Runtime.getRuntime().halt(0);
    }

    private static void beat(FrameReport report) {
        try {
            while (true) {
                TimeUnit.SECONDS.sleep(1);
                report.heartbeat();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void daemon(String name, Runnable body) {
        Thread.ofPlatform().name(name).daemon().start(body);
    }
}
