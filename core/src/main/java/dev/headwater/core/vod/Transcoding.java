package dev.headwater.core.vod;

import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Episode;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.catalog.Withheld;
import dev.headwater.core.hls.keys.ContentKey;
import dev.headwater.core.hls.keys.ContentKeys;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.Lease;
import dev.headwater.core.store.Leases;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.vod.TranscodeJobs.JobState;
import dev.headwater.core.vod.TranscodeJobs.News;
import dev.headwater.core.vod.TranscodeJobs.Submitted;
import dev.headwater.core.vod.TranscodeOrders.Placed;
import dev.headwater.core.vod.text.FilmTexts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Has wanted titles made by a service elsewhere. Nothing here remembers anything between two calls, any number of processes
 * may do it at once, and every call may be made again: {@link #look} sends what waits and asks after what has been silent,
 * {@link #heard} takes what the service tells. Whichever comes first, and however often, a title ends the same: what an
 * order brings counts only while its title is still being made under that order's fence.
 */
public final class Transcoding {
    private static final System.Logger LOG = System.getLogger(Transcoding.class.getName());

    private static final String NO_KEY = "the key it was to be encrypted with is gone";

    /** A service that has not said anything of a job for so long is asked. */
    public static final Duration SILENCE = Duration.ofMinutes(10);

    /** So long nothing is tried with a source again that nothing could be made of. */
    public static final Duration QUARANTINE = Duration.ofDays(1);

    /** An order whose answer did not come is sent again. */
    private static final Duration UNANSWERED = Duration.ofSeconds(50);

    private static final String HOLDER = "transcoding";
    private static final Duration TAKING = Duration.ofMinutes(1);
    private static final int ALMOST = 99;
    private static final int MAX_REASON = 500;

    private final Parts parts;
    private final TranscodeOrders orders;
    private final MadeTitle made;

    /**
     * What it works with.
     *
     * @param table the catalogue's
     * @param objects where the service puts what it makes
     * @param texts of what was sent: the service leaves subtitles out
     * @param keys of titles that are to be encrypted
     * @param random strong, since names are not to be guessed
     * @param ladder the most a title is encoded to
     */
    public record Parts(
            TranscodeJobs jobs,
            Assets assets,
            Catalog catalog,
            Withheld withheld,
            TableStore table,
            Leases leases,
            ObjectStore objects,
            FilmTexts texts,
            ContentKeys keys,
            Ladder ladder,
            InstantSource clock,
            RandomGenerator random) {}

    public Transcoding(Parts parts) {
        this.parts = parts;
        this.orders = new TranscodeOrders(parts.table());
        this.made = new MadeTitle(parts.objects(), parts.texts());
    }

    /**
     * Sends the orders of all that waits, first what somebody wants to see, and asks after those that were sent long ago.
     * Once the service is busy nothing more is sent: this is called once a minute.
     */
    public void look() {
        boolean isBusy = false;
        for (int content : parts.assets().waiting()) {
            try {
                if (!parts.withheld().holdsStream(content)) { // else it waits until it may be seen again
                    isBusy |= look(content, isBusy) == Next.LATER;
                }
            } catch (StoreException e) {
                LOG.log(System.Logger.Level.WARNING, "title {0} has to wait: {1}", content, e.getMessage());
            } catch (RuntimeException e) { // none holds up those behind it
                LOG.log(System.Logger.Level.ERROR, "title " + content + " has to wait after a fault", e);
            }
        }
    }

    /** Takes what the service tells of a job. */
    public void heard(News news) {
        Optional<Placed> placed = orders.find(news.content(), news.fence());
        Optional<Asset> asset = parts.assets().find(news.content());
        boolean isOurs = placed.isPresent()
                && asset.filter(a -> isBeingMade(a, news.fence())).isPresent()
                && (placed.get().job() == null || news.job().equals(placed.get().job()));
        if (!isOurs) {
            leftBehind(news, asset);
            return;
        }
        orders.change(placed.get().order(), known -> known.heard(news.job(), now()));
        react(placed.get().order(), news.state());
    }

    /** What came too late may have written something since the sweeper was there. */
    private void leftBehind(News news, Optional<Asset> asset) {
        boolean isOld = asset.filter(a -> a.fence() == news.fence()).isEmpty();
        if (isOld && !(news.state() instanceof JobState.Running)) {
            parts.assets().leaveToSweeper(news.content());
        }
    }

    private static boolean isBeingMade(Asset asset, long fence) {
        return asset.fence() == fence && asset.state() == Asset.State.PREPARING;
    }

    /** Whether more can be sent. */
    private enum Next {
        NOW,
        LATER
    }

    /** @param isBusy whether nothing is to be sent now */
    private Next look(int content, boolean isBusy) {
        Optional<Asset> asset = parts.assets().find(content);
        if (asset.filter(Asset::unfinished).isEmpty()) {
            parts.assets().change(content, same -> same); // it need not be looked at any more
            return Next.NOW;
        }
        Optional<Source> source = source(content);
        if (source.isEmpty()) {
            parts.assets().delete(content);
            return Next.NOW;
        }
        if (asset.get().state() == Asset.State.WANTED) {
            return isBusy ? Next.LATER : order(content, source.get(), null);
        }
        Optional<Placed> placed = orders.find(content, asset.get().fence());
        @Nullable String job = placed.map(Placed::job).orElse(null);
        if (placed.isPresent() && job != null) {
            return askAfter(placed.get(), job, source.get());
        }
        if (isBusy) {
            return Next.LATER;
        }
        if (placed.isPresent()) {
            return isSilent(placed.get().heardAt(), UNANSWERED)
                    ? submit(placed.get().order())
                    : Next.NOW;
        }
        // A process ended between taking the title and writing the order, or a worker has it.
        return isSilent(asset.get().updatedAt(), UNANSWERED) ? order(content, source.get(), asset.get()) : Next.NOW;
    }

    private boolean isEncrypted(int content) {
        return parts.catalog()
                .movies()
                .find(content)
                .map(movie -> movie.encrypted() != null)
                .or(() -> parts.catalog().series().episode(content).map(episode -> episode.encrypted() != null))
                .orElse(true); // one that was removed just now is not worth a word in the clear
    }

    private Optional<Source> source(int content) {
        return parts.catalog()
                .movies()
                .find(content)
                .map(Movie::source)
                .or(() -> parts.catalog().series().episode(content).map(Episode::source));
    }

    private Next askAfter(Placed placed, String job, Source source) {
        TranscodeOrder order = placed.order();
        if (!isSilent(placed.heardAt(), SILENCE)) {
            return Next.NOW;
        }
        JobState state = parts.jobs().find(job);
        if (state instanceof JobState.Gone) {
            return parts.assets()
                    .find(order.content())
                    .filter(asset -> isBeingMade(asset, order.fence()))
                    .map(asset -> order(order.content(), source, asset))
                    .orElse(Next.NOW);
        }
        if (!(state instanceof JobState.Unknown)) {
            orders.change(order, known -> known.heard(job, now()));
            react(order, state);
        }
        return Next.NOW;
    }

    private boolean isSilent(Instant since, Duration patience) {
        return since.plus(patience).isBefore(now());
    }

    /** @param lost as it stands while nobody makes it, though somebody took it; null: nobody has */
    private Next order(int content, Source source, @Nullable Asset lost) {
        Optional<Placed> before = orders.find(content);
        Optional<String> poison = before.flatMap(placed -> placed.poison(source, now().minus(QUARANTINE)));
        if (poison.isPresent()) {
            parts.assets().change(content, asset -> isFree(asset, lost) ? asset.failed(poison.get(), now()) : asset);
            return Next.NOW;
        }
        // A new lease has a fence above all of its own, whatever became of the title in between.
        Optional<Lease> lease = parts.leases().restart(Lease.ofTitle(content), HOLDER, TAKING);
        if (lease.isEmpty()) {
            return Next.NOW; // a worker makes it
        }
        try {
            long least = Math.max(
                    lease.get().fence(),
                    before.map(placed -> placed.order().fence() + 1).orElse(1L));
            parts.assets().leaveToSweeper(content); // whatever happens from here on
            Optional<Asset> taken = parts.assets()
                    .change(
                            content,
                            asset -> isFree(asset, lost)
                                    ? asset.taken(Math.max(least, asset.fence() + 1), now())
                                    : asset)
                    .filter(Asset::unfinished);
            return taken.isEmpty() ? Next.NOW : place(taken.get(), source);
        } finally {
            parts.leases().release(Lease.ofTitle(content), HOLDER);
        }
    }

    private static boolean isFree(Asset asset, @Nullable Asset lost) {
        return lost == null
                ? asset.state() == Asset.State.WANTED
                : asset.state() == Asset.State.PREPARING && asset.fence() == lost.fence();
    }

    /** Two who come here at once send the same order, which is one job. */
    private Next place(Asset taken, Source source) {
        int content = taken.content();
        @Nullable
        String key = isEncrypted(content)
                ? parts.keys().makeForTitle(content, taken.fence()).id()
                : null;
        Placed placed = orders.place(
                new TranscodeOrder(content, taken.fence(), parts.random().nextLong(), source, parts.ladder(), key),
                now());
        if (key != null && !key.equals(placed.order().key())) {
            parts.keys().remove(content, key);
        }
        boolean isSent = placed.order().fence() != taken.fence() || placed.job() != null;
        return isSent ? Next.NOW : submit(placed.order());
    }

    private Next submit(TranscodeOrder order) {
        @Nullable ContentKey key = key(order);
        if (key == null && order.key() != null) {
            fail(order, NO_KEY, false);
            return Next.NOW;
        }
        switch (parts.jobs().submit(order, key)) {
            case Submitted.Accepted(String job) -> orders.change(order, known -> known.heard(job, now()));
            case Submitted.Refused(String reason, boolean ofFile) -> fail(order, reason, ofFile);
            case Submitted.Busy(String reason) -> {
                LOG.log(System.Logger.Level.WARNING, "title {0} is ordered later: {1}", order.content(), reason);
                return Next.LATER;
            }
        }
        return Next.NOW;
    }

    private @Nullable ContentKey key(TranscodeOrder order) {
        return order.key() == null
                ? null
                : parts.keys().find(order.content(), order.key()).orElse(null);
    }

    private void react(TranscodeOrder order, JobState state) {
        switch (state) {
            case JobState.Running(int percent) -> progress(order, Math.clamp(percent, 0, ALMOST));
            case JobState.Done done -> finish(order);
            case JobState.Failed(String reason, boolean ofFile) -> fail(order, reason, ofFile);
            case JobState.Gone gone -> {}
            case JobState.Unknown unknown -> {}
        }
    }

    private void progress(TranscodeOrder order, int percent) {
        parts.assets()
                .change(
                        order.content(),
                        order.fence(),
                        asset -> percent > asset.percent() ? asset.preparing(percent, now()) : asset);
    }

    private void finish(TranscodeOrder order) {
        if (parts.withheld().holdsStream(order.content())) {
            return; // asked after again, and finished, once it may be seen
        }
        @Nullable ContentKey key = key(order);
        if (key == null && order.key() != null) {
            fail(order, NO_KEY, false);
            return;
        }
        try {
            Asset.Packaged packaged = made.read(order, key);
            boolean isReady = parts.assets()
                    .change(order.content(), order.fence(), asset -> asset.ready(packaged, now()))
                    .isPresent();
            LOG.log(
                    System.Logger.Level.INFO,
                    "title {0} {1}",
                    order.content(),
                    isReady ? "is ready" : "is no longer wanted");
        } catch (MadeFailure e) {
            fail(order, e.text(), false);
        }
    }

    private void fail(TranscodeOrder order, String why, boolean ofFile) {
        String reason = why.substring(0, Math.min(why.length(), MAX_REASON));
        if (ofFile) {
            // Before the title is: who wants it next finds out without another job.
            orders.change(order, known -> known.poisoned(reason, now()));
        }
        parts.assets().change(order.content(), order.fence(), asset -> asset.failed(reason, now()));
        LOG.log(System.Logger.Level.WARNING, "title {0} can not be made: {1}", order.content(), reason);
    }

    private Instant now() {
        return parts.clock().instant();
    }
}
