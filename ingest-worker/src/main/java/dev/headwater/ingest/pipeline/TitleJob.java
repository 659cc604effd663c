package dev.headwater.ingest.pipeline;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import java.io.IOException;
import java.nio.file.Path;

/** A film from its file to its segments and its MP4. */
final class TitleJob {
    private TitleJob() {}

    static void run(Job.Title job, Report report) throws IOException {
        Path folder = Path.of(job.folder());
        Path path = path(job.source(), folder, report);
        String called = called(job.source());
        Frame.Probed facts = probed(path, called);
        check(facts.millis(), job.maxMillis());
        report.probed(facts);
        try (Mp4Writer mp4 = new Mp4Writer(folder.resolve(Job.Title.FILE))) {
            long made = facts.video().isEmpty()
                    ? audio(job, new TitleFile(path, called), mp4, report)
                    : video(job, path, facts, mp4, report);
            check(made, job.maxMillis());
            report.state("writing the MP4");
            mp4.finish();
            report.finished(made);
        }
    }

    static void probe(Source source, Report report) throws IOException {
        if (source.kind() == Source.Kind.HTTP) {
            Download.look(source);
            report.probed(new Frame.Probed(0, "", "", 0, 0, 0));
        } else {
            report.probed(probed(Path.of(source.rest()), called(source)));
        }
    }

    private static Frame.Probed probed(Path path, String called) {
        try (TitleFile file = new TitleFile(path, called)) {
            return file.facts();
        }
    }

    private static Path path(Source source, Path folder, Report report) throws IOException {
        return switch (source.kind()) {
            case FILE -> Path.of(source.rest());
            case HTTP -> {
                report.state("fetching the file");
                yield Download.fetch(source, folder.resolve("source"), DownloadLimits.DEFAULT, report::progress);
            }
            case UPLOAD -> throw new PipelineException("this worker can not open uploads of the cloud");
            case TESTCARD, PLAYLIST, UDP, RTP, SRT, RTMP, RTSP, CAPTURE ->
                throw new PipelineException("a film is made from a file: or http(s): source");
        };
    }

    private static String called(Source source) {
        return source.httpHost().map(host -> "what " + host + " sent").orElse("the file " + source.rest());
    }

    private static void check(long millis, long max) {
        if (millis > max) {
            throw new PipelineException("it is longer than " + max / 3_600_000 + " hours");
        }
    }

    private static long audio(Job.Title job, TitleFile file, Mp4Writer mp4, Report report) {
        int bitrate = job.ladder().rungs().getFirst().audioBitrate();
        try (AudioPipeline pipeline = new AudioPipeline(TitleInput.samples(file), bitrate, mp4, report)) {
            return pipeline.run(file.called(), job.maxMillis());
        }
    }

    /** Reads the file twice side by side: its pictures and its sound need not lie together. */
    private static long video(Job.Title job, Path path, Frame.Probed facts, Mp4Writer mp4, Report report) {
        Ladder ladder = TitleLadder.fit(job.ladder(), facts);
        String called = called(job.source());
        TitleStream pictures = TitleInput.pictures(new TitleFile(path, called), ladder, job.threads());
        TitleStream samples = facts.audio().isEmpty() ? null : TitleInput.samples(new TitleFile(path, called));
        TitleInput input = new TitleInput(pictures, samples, called);
        try (LadderPipeline pipeline = new LadderPipeline(ladder, input, Pacer.unpaced(), job.threads(), report)) {
            pipeline.copyTo(mp4);
            return pipeline.run(job.maxMillis() + 1000);
        }
    }
}
