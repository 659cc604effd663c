package dev.headwater.ingest.pipeline.title;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import dev.headwater.core.media.Track;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.frames.TitlePlan;
import dev.headwater.ingest.frames.TitleTask;
import dev.headwater.ingest.pipeline.av.PipelineException;
import dev.headwater.ingest.pipeline.encode.Report;
import dev.headwater.ingest.pipeline.source.Download;
import dev.headwater.ingest.pipeline.source.TitleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;

/** What a child does for a film: see {@link TitleTask}. */
public final class TitleJob {
    /** Of a child's whole way to the film, in hundredths: the sound, and what the pictures end at. */
    private static final int SOUND = 10;

    private static final int PICTURES = 90;

    /** Left before storyboards are made, a byte a try, so that a file they come to grief over is not tried for ever. */
    private static final String TRIED = "storyboard-tried";

    /** A child may be ended for what is no fault of the file. */
    private static final int MOST_TRIES = 2;

    private final Job.Title job;
    private final Path folder;
    private final TitlePlan plan;
    private final TitleSource source;
    private final Ladder ladder;
    private final Report report;

    private TitleJob(Job.Title job, TitlePlan plan, TitleSource source, Report report) {
        this.job = job;
        this.folder = Path.of(job.folder());
        this.plan = plan;
        this.source = source;
        this.ladder = TitlePlanner.ladder(plan, job.ladder());
        this.report = report;
    }

    public static void run(Job.Title job, Report report) throws IOException {
        if (job.task().kind() == TitleTask.Kind.BEGIN) {
            begin(job, report);
            return;
        }
        TitlePlan plan = TitlePlan.read(Path.of(job.folder()))
                .orElseThrow(() -> new PipelineException("there is no plan of the film"));
        TitleSource source = TitleSource.again(job);
        if (!source.fingerprint().equals(plan.fingerprint())) {
            throw new PipelineException(source.called() + " has changed since the film was begun");
        }
        TitleJob doing = new TitleJob(job, plan, source, report);
        if (job.task().kind() == TitleTask.Kind.JOIN) {
            report.finished(doing.join(report::progress));
        } else {
            doing.make(job.task(), report::progress);
            report.finished(plan.millis(job.task()));
        }
    }

    /** Keeps what was made by the same plan, and goes on to the end where that is not worth parts. */
    private static void begin(Job.Title job, Report report) throws IOException {
        Path folder = Path.of(job.folder());
        TitleFiles.clearBegun(folder);
        TitleSource source = TitleSource.get(job, report);
        TitlePlan plan = TitlePlan.read(folder)
                .filter(known -> known.fingerprint().equals(source.fingerprint()))
                .orElse(null);
        if (plan == null) {
            TitleFiles.clear(folder, List.of(TitleSource.FETCHED, TitleSource.VERSION));
            plan = planned(job, source, report);
            TitleFiles.write(folder.resolve(TitlePlan.FILE), plan.text());
        }
        report.progress(0); // what was told so far counted the file's bytes, from here on it is its time
        report.probed(plan.facts());
        long there = TitleFiles.bytes(folder);
        TitlePlanner.room(
                TitlePlanner.bytes(plan, job), there, Files.getFileStore(folder).getUsableSpace());
        report.finished(plan.parts() > 1 ? 0 : new TitleJob(job, plan, source, report).toTheEnd());
    }

    private static TitlePlan planned(Job.Title job, TitleSource source, Report report) throws IOException {
        try {
            Frame.Probed facts = probed(source);
            check(facts.millis(), job.maxMillis());
            return TitlePlanner.plan(source, facts, job.partMillis(), report::progress);
        } catch (PipelineException e) {
            TitleFiles.clear(Path.of(job.folder()), List.of()); // nothing comes of it: what was fetched is in the way
            throw e;
        }
    }

    public static void probe(Source source, Report report) throws IOException {
        if (source.kind() == Source.Kind.HTTP) {
            Download.look(source);
            report.probed(new Frame.Probed(0, "", "", 0, 0, 0));
        } else {
            report.probed(probed(new TitleSource(Path.of(source.rest()), TitleSource.called(source), "")));
        }
    }

    private static Frame.Probed probed(TitleSource source) {
        try (TitleFile file = source.open()) {
            return file.facts();
        }
    }

    static void check(long millis, long max) {
        if (millis > max) {
            throw new PipelineException("it is longer than " + max / 3_600_000 + " hours");
        }
    }

    private long toTheEnd() throws IOException {
        LongConsumer progress = report::progress;
        long all = Math.max(1, plan.facts().millis());
        int soundEnds = plan.pictures() ? SOUND : PICTURES;
        for (TitleTask task : plan.tasks()) {
            if (TitlePlan.isDone(folder, task)) {
                continue;
            }
            switch (task.kind()) {
                case SOUND -> {
                    int sounds = 1 + plan.moreSounds().size();
                    make(
                            task,
                            made -> progress.accept(
                                    (all * task.part() + Math.min(made, all)) * soundEnds / 100 / sounds));
                }
                case STORYBOARD -> make(task, made -> {});
                default ->
                    make(
                            task,
                            made -> progress.accept(
                                    all * soundEnds / 100 + Math.min(made, all) * (PICTURES - soundEnds) / 100));
            }
        }
        return join(made -> progress.accept(all * PICTURES / 100 + Math.min(made, all) * (100 - PICTURES) / 100));
    }

    private void make(TitleTask task, LongConsumer progress) throws IOException {
        Path target = folder.resolve(task.toString());
        switch (task.kind()) {
            case SOUND -> sound(task.part(), target, progress);
            case PART -> pictures(task.part(), target, progress);
            case STORYBOARD -> storyboard(progress);
            default -> throw new IllegalArgumentException(task + " is no part of a film");
        }
    }

    /** Measures it first, in a fifth of the time. */
    private void sound(int number, Path target, LongConsumer progress) throws IOException {
        Loudness loudness = Loudness.measure(source, plan, number, made -> {
            check(made, job.maxMillis());
            progress.accept(made / 5);
        });
        String called = number == 0 ? "the sound" : "sound " + (number + 1);
        report.state(called + " has " + loudness + " and is changed by " + loudness.gain() + " dB");
        List<Integer> bitrates = TitleJoin.bitrates(ladder);
        TitleSound.make(
                source,
                plan,
                number,
                plan.pictures() && number == 0 ? bitrates : bitrates.subList(0, 1),
                loudness.gain(),
                target,
                job.maxMillis(),
                made -> progress.accept(plan.facts().millis() / 5 + made * 4 / 5));
    }

    private void pictures(int part, Path target, LongConsumer progress) throws IOException {
        boolean isLast = part == plan.parts() - 1;
        long samples = isLast && plan.sound() ? PacketFileReader.length(folder.resolve(TitleTask.SOUND.toString())) : 0;
        try (TitlePictures pictures = new TitlePictures(source, plan, ladder, part, job.threads())) {
            if (part == 0) {
                report.state("encoding to " + ladder.name() + " with " + pictures.encoderName());
            }
            pictures.make(target, samples, job.maxMillis(), progress);
        }
    }

    /** A film without is better than none. */
    private void storyboard(LongConsumer progress) throws IOException {
        Path tried = folder.resolve(TRIED);
        int tries = Files.exists(tried) ? (int) Files.size(tried) : 0;
        if (tries >= MOST_TRIES) {
            return;
        }
        TitleFiles.write(tried, ".".repeat(tries + 1));
        try (Storyboard storyboard = new Storyboard(source, plan, folder)) {
            storyboard.make(job.maxMillis(), progress);
        } catch (PipelineException e) {
            TitleFiles.write(tried, ".".repeat(MOST_TRIES)); // it would say so again
            report.state("there is no storyboard: " + e.text());
        }
    }

    private long join(LongConsumer progress) throws IOException {
        try (Mp4Writer mp4 = new Mp4Writer(folder.resolve(Job.Title.FILE))) {
            long made = muxed(mp4, progress);
            check(made, job.maxMillis());
            report.state("writing the MP4");
            mp4.finish();
            return made;
        } catch (IOException e) {
            TitleFiles.clear(folder, List.of(TitleSource.FETCHED, TitleSource.VERSION));
            throw new PipelineException(
                    "what was made of it can not be read, and is made anew next time: " + e.getMessage());
        }
    }

    private long muxed(Mp4Writer mp4, LongConsumer progress) throws IOException {
        if (!plan.pictures()) {
            return SoundJoin.run(folder.resolve(TitleTask.SOUND.toString()), mp4, report, progress);
        }
        long all = plan.facts().millis();
        TitleTexts texts = texts(read -> progress.accept(read / 2));
        boolean isHalfWay = !texts.companions().isEmpty();
        try (TitleJoin join = new TitleJoin(folder, plan, ladder, tracks(), texts, report)) {
            return join.run(mp4, made -> progress.accept(isHalfWay ? (all + made) / 2 : made));
        }
    }

    /** Of its sounds, the main one first; none where it has none. */
    private List<Track> tracks() {
        if (!plan.sound()) {
            return List.of();
        }
        try (TitleFile file = source.open()) {
            List<Track> tracks = new ArrayList<>();
            tracks.add(file.track(Objects.requireNonNull(file.audioStream())));
            plan.moreSounds().forEach(index -> tracks.add(file.track(file.stream(index))));
            return tracks;
        }
    }

    /** A film without is better than none. */
    private TitleTexts texts(LongConsumer progress) {
        try (TitleFile file = source.open()) {
            return TitleTexts.read(
                    file,
                    plan.begins(),
                    report,
                    share -> progress.accept((long) (share * plan.facts().millis())));
        } catch (PipelineException e) {
            report.state("there are no subtitles: " + e.text());
            return TitleTexts.none();
        }
    }
}
