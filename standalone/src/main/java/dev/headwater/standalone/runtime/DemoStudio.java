package dev.headwater.standalone.runtime;

import dev.headwater.core.Pause;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import dev.headwater.core.vod.Asset;
import dev.headwater.core.vod.Assets;
import dev.headwater.ingest.supervisor.children.ClipMaker;
import dev.headwater.standalone.demo.DemoContent;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Makes what the demo shows by the worker's own means, and shows how far it is. */
final class DemoStudio implements DemoContent.Studio {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final int ALL = 100;

    private final List<String> childCommand;
    private final Assets assets;
    private final Runnable startWorker;
    private final PrintWriter out;

    /** @param startWorker of films; may be called more than once */
    DemoStudio(List<String> childCommand, Assets assets, Runnable startWorker, PrintWriter out) {
        this.childCommand = childCommand;
        this.assets = assets;
        this.startWorker = startWorker;
        this.out = out;
    }

    @Override
    public void shoot(Path file, Source card, Duration length) throws IOException {
        try (ProgressLine progress = new ProgressLine(out, "Making the demo's " + file.getFileName())) {
            new ClipMaker(childCommand)
                    .make(file, card, Ladder.TINY, length, (made, all) -> progress.at(made.toMillis(), all.toMillis()));
        }
    }

    /** A film that can not be made does not keep the server from starting: it says so itself when it is asked for. */
    @Override
    public void release(Collection<Integer> films) {
        try (ProgressLine progress = new ProgressLine(out, "Making the demo's films ready");
                QuietTitles _ = QuietTitles.onTerminal()) {
            startWorker.run();
            await(films, progress);
        }
    }

    private void await(Collection<Integer> films, ProgressLine progress) {
        Pause pause = Pause.sleeping();
        while (films.stream().anyMatch(this::isBeingMade)
                && !Thread.currentThread().isInterrupted()) {
            pause.of(BETWEEN_LOOKS);
            progress.at(films.stream().mapToInt(this::percent).sum(), (long) ALL * films.size());
        }
    }

    private boolean isBeingMade(int film) {
        return assets.find(film).filter(Asset::unfinished).isPresent();
    }

    private int percent(int film) {
        Optional<Asset> asset = assets.find(film);
        return asset.filter(Asset::unfinished).isPresent() ? asset.get().percent() : ALL;
    }
}
