package dev.headwater.ingest.supervisor.title;

import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.catalog.Movies;
import dev.headwater.core.catalog.SeriesShelf;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.vod.Asset;
import dev.headwater.core.vod.Assets;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.frames.TitleTask;
import dev.headwater.ingest.supervisor.channel.Rig;
import dev.headwater.ingest.supervisor.children.Await;
import dev.headwater.ingest.supervisor.children.ChildCommand;
import dev.headwater.ingest.supervisor.children.ChildLauncher;
import dev.headwater.ingest.supervisor.children.ProcessLauncher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A worker that makes films in parts of four seconds, by real children, and counts them. */
final class FilmRig {
    static final List<String> COMMAND =
            ChildCommand.java(Path.of(System.getProperty("java.home")), System.getProperty("java.class.path"));

    final Rig rig = new Rig();
    final InMemoryTableStore table = new InMemoryTableStore();
    final Movies movies = new Movies(table);
    final Assets assets = new Assets(table, rig.clock);
    final List<TitleTask> launched = new CopyOnWriteArrayList<>();

    /** Worker over a folder; the first so many children of a task are killed as soon as they are there. */
    VodWorker worker(Path work, int threads, Function<TitleTask, Integer> killed) {
        VodConfig config = new VodConfig(
                "a",
                COMMAND,
                work,
                Ladder.TINY,
                threads,
                Duration.ofSeconds(4),
                Duration.ofHours(1),
                Duration.ofSeconds(30),
                Duration.ofMillis(50),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofMinutes(5));
        ProcessLauncher real = new ProcessLauncher(COMMAND);
        ChildLauncher counting = (job, log) -> {
            ProcessLauncher.Child child = real.launch(job, log);
            TitleTask task = ((Job.Title) job).task();
            launched.add(task);
            if (launched(task) <= killed.apply(task)) {
                child.process().toHandle().destroyForcibly(); // and not its streams
            }
            return child;
        };
        return new VodWorker(
                config,
                new Catalog(new Channels(table), movies, new SeriesShelf(table)),
                rig.withheld,
                assets,
                rig.leases,
                rig.objects,
                rig.keys,
                rig.restoring,
                rig.clock,
                new TitlePackager(config, counting, rig.objects, rig.keys, System::nanoTime, new Random(4)),
                System::nanoTime);
    }

    int launched(TitleTask task) {
        return (int) launched.stream().filter(task::equals).count();
    }

    void want(int id, Path film) {
        movies.save(
                new Movie(id, Listed.plain("Film", 1, rig.clock.instant()), Details.NONE, new Source("file:" + film)));
        assets.want(id);
    }

    Asset awaitEnd(int id) {
        Await.until(
                "title " + id + " comes to an end",
                Duration.ofSeconds(120),
                () -> assets.find(id).filter(asset -> !asset.unfinished()).isPresent());
        return assets.find(id).orElseThrow();
    }
}
