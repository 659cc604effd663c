package dev.headwater.ingest.supervisor.fleet;

import dev.headwater.core.archive.Archive;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.Withheld;
import dev.headwater.core.hls.Demands;
import dev.headwater.core.hls.IngestStatus;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.hls.WorkerBooks;
import dev.headwater.core.hls.keys.ContentKeys;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.StoreException;
import dev.headwater.ingest.supervisor.channel.ArchiveWriter;
import dev.headwater.ingest.supervisor.channel.ByteBudget;
import dev.headwater.ingest.supervisor.channel.ChannelKeeper;
import dev.headwater.ingest.supervisor.channel.ChannelPlan;
import dev.headwater.ingest.supervisor.channel.Doorbell;
import dev.headwater.ingest.supervisor.channel.IngestConfig;
import dev.headwater.ingest.supervisor.channel.IngestParts;
import dev.headwater.ingest.supervisor.channel.Pushes;
import dev.headwater.ingest.supervisor.channel.SegmentSweeper;
import dev.headwater.ingest.supervisor.channel.TurnedAway;
import dev.headwater.ingest.supervisor.children.CpuMeter;
import dev.headwater.ingest.supervisor.children.Machine;
import dev.headwater.ingest.supervisor.children.ProcessLauncher;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps on air every channel that is to be made and that it can get a lease for, shares them with other workers by what their
 * processors have to do, and sweeps away what nobody lists any more. Its id must be its own: two workers of one id would put
 * each other out without end.
 */
public final class IngestWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IngestWorker.class);

    /** As long as a {@link Drain} may take where tables answer. With sweeps and films it is less than the minute AWS gives. */
    private static final Duration LONGEST_END = Duration.ofSeconds(29);

    /** A store that hangs hangs the sweeper; what it leaves the next one finds. */
    private static final Duration LONGEST_SWEEP = Duration.ofSeconds(3);

    private final IngestParts parts;
    private final Share share;
    private final WantedChannels wantedChannels;
    private final SegmentSweeper sweeper;
    private final CpuMeter meter;
    private final Fleet fleet;
    private final Pushes pushes = new Pushes(this::lookForDemands);
    private final ChannelKeeper keeper;
    private final TurnedAway turnedAway;
    private final Planner planner;
    private final Doorbell bell = new Doorbell();
    private final Thread looking =
            Thread.ofPlatform().daemon().name("ingest-worker").unstarted(this::lookOnAndOn);
    private final Thread sweeping =
            Thread.ofPlatform().daemon().name("segment-sweeper").unstarted(this::sweepOnAndOn);
    /** Waits for no table: while one hangs, children are killed all the same. */
    private final Thread watching =
            Thread.ofPlatform().daemon().name("child-watch").unstarted(this::watchOnAndOn);

    private Set<Integer> onDemand = Set.of();
    /** From one look to the next. */
    private Duration pause;

    /**
     * A worker that starts its children as processes.
     *
     * @param withheld what is not made, whatever the channels say
     * @param restoring whether a restore goes on: nothing is begun or ended then
     * @param random strong, since segment names are not to be guessed, and for any thread
     */
    public IngestWorker(
            IngestConfig config,
            Channels channels,
            Withheld withheld,
            Demands demands,
            LiveWindows windows,
            Archive archive,
            WorkerBooks books,
            ObjectStore objects,
            ContentKeys keys,
            BooleanSupplier restoring,
            InstantSource clock,
            RandomGenerator random) {
        this(
                new IngestParts(
                        config,
                        windows,
                        ArchiveWriter.of(archive, channels, clock),
                        objects,
                        keys,
                        new ProcessLauncher(config.childCommand()),
                        new ByteBudget(config.queueBytes()),
                        clock,
                        System::nanoTime,
                        random,
                        restoring),
                Machine.here(),
                channels,
                withheld,
                demands,
                books);
    }

    public IngestWorker(
            IngestParts parts,
            Machine machine,
            Channels channels,
            Withheld withheld,
            Demands demands,
            WorkerBooks books) {
        this.parts = parts;
        this.pause = parts.config().tick();
        this.share = new Share(
                books.reserved(), parts.config().workerId(), parts.config().only());
        this.wantedChannels = new WantedChannels(channels, withheld, demands, share);
        this.planner = new Planner(channels.ladders());
        this.sweeper = new SegmentSweeper(parts, channels, books.leases(), books.swept());
        this.meter = new CpuMeter(machine, parts.nanos());
        this.fleet = new Fleet(books, parts, machine, meter);
        this.keeper = new ChannelKeeper(parts, books.leases(), sweeper, meter, pushes);
        this.turnedAway = new TurnedAway(parts, keeper);
    }

    public void start() {
        looking.start();
        watching.start();
        sweeping.start();
    }

    /** Whether it was started, and neither closed nor ended by a fault. */
    public boolean isRunning() {
        return looking.isAlive();
    }

    /** The channels have changed: looks at them now rather than within seconds. */
    public void wake() {
        wantedChannels.haveChanged();
        lookForDemands();
    }

    /** A channel is demanded: looks for it now rather than within a second. */
    public void lookForDemands() {
        bell.ring();
    }

    /**
     * Stops every child and gives the channels back; what is listed stays listed. Where other workers can take them that is
     * one by one, and takes up to half a minute.
     */
    @Override
    public void close() {
        bell.close();
        if (looking.getState() == Thread.State.NEW) {
            end();
            return;
        }
        try {
            sweeping.interrupt();
            if (!looking.join(LONGEST_END)) {
                LOG.warn("a table hangs: channels are not handed over, their children are ended");
                keeper.endAll();
            }
            watching.interrupt();
            watching.join();
            if (!sweeping.join(LONGEST_SWEEP)) {
                LOG.warn("the store hangs: what is swept is left to whoever sweeps next");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookOnAndOn() {
        try {
            // Before anything is taken: who looks at the same moment shall know.
            attempt("say that it is here", this::beat);
            while (bell.await(pause)) {
                attempt("renew its leases", keeper::renewWhenDue);
                attempt("look at the channels", this::look);
                attempt("say how it is", this::beat);
                // Behind it: a table that is asked too often keeps no lease from being renewed.
                attempt("renew what is reserved", share::renewWhenDue);
                attempt("see who is going", this::pace);
            }
        } finally { // whatever ended it: nobody else ends the children
            attempt("give back its channels", new Drain(parts, keeper, fleet)::run);
            end();
        }
    }

    private void end() {
        keeper.close();
        pushes.close();
        parts.archiving().close();
    }

    /** A store at fault is no reason to stop: what is on air stays on air, and the rest is tried again. */
    private static void attempt(String what, Runnable action) {
        try {
            action.run();
        } catch (StoreException e) {
            LOG.warn("can not {}: {}", what, e.getMessage());
        } catch (Throwable e) { // errors too: without this thread every channel is lost, with it perhaps none
            LOG.error("can not {}", what, e);
        }
    }

    private void pace() {
        Duration tick = parts.config().tick();
        pause = fleet.isAnyGoing() ? tick.dividedBy(4) : tick;
    }

    private void look() {
        if (parts.restoring().getAsBoolean()) {
            return;
        }
        share.renewFirst();
        planner.lookAgain();
        fleet.listen();
        Map<Integer, Channel> always = wantedChannels.always();
        Map<Integer, Channel> demanded = wantedChannels.demanded();
        for (ChannelPlan plan : keeper.plans()) {
            if (!demanded.containsKey(plan.channel()) && !always.containsKey(plan.channel())) {
                dropOrKeep(plan);
            }
        }
        always.values().stream()
                .filter(channel -> !demanded.containsKey(channel.id()))
                .forEach(this::keepOrTake);
        makeDemanded(demanded);
        Map<Integer, Channel> all = new HashMap<>(always);
        all.putAll(demanded);
        hearPushes(all);
    }

    private void hearPushes(Map<Integer, Channel> all) {
        Map<Integer, ChannelPlan> elsewhere = new HashMap<>();
        for (Channel channel : all.values()) {
            boolean listens = channel.sources().stream().anyMatch(Source::listens);
            if (listens && !keeper.makes(channel.id()) && fleet.isOnAnotherMachine(channel.id())) {
                attempt("listen for channel " + channel.id(), () -> elsewhere.put(channel.id(), planner.plan(channel)));
            }
        }
        pushes.listenFor(elsewhere.values(), keeper.channels());
        for (int waiting : pushes.waiting()) {
            ChannelPlan plan = elsewhere.get(waiting);
            if (plan != null) {
                attempt("take channel " + waiting, () -> takeWhereNobodySends(plan));
            }
        }
    }

    /** Who sends to the worker that has it is not put out by another that comes here: it may be anybody. */
    private void takeWhereNobodySends(ChannelPlan plan) {
        if (!isSentTo(plan)) {
            LOG.info("channel {} is taken: what it is made of is sent here", plan.channel());
            keeper.seize(plan);
        }
    }

    private boolean isSentTo(ChannelPlan plan) {
        Instant lately = parts.clock().instant().minus(plan.patience());
        return parts.windows()
                .find(plan.channel())
                .filter(window ->
                        window.state().isShowing() && window.updatedAt().isAfter(lately))
                .map(LiveWindow::ingest)
                .map(IngestStatus::source)
                .filter(place -> place < plan.sources().size()
                        && plan.sources().get(place).listens())
                .isPresent();
    }

    private void dropOrKeep(ChannelPlan plan) {
        int id = plan.channel();
        boolean removed = !wantedChannels.exists(id);
        Optional<Channel> now = wantedChannels.readable(id);
        if (parts.restoring().getAsBoolean()) {
            return; // asked after the channel was looked for
        }
        if (now.filter(wantedChannels::isAlways).isPresent()) {
            wantedChannels.haveChanged(); // those that are made in any case were read before it became one of them
            keepOrTake(now.get());
        } else if (removed || now.isPresent()) {
            attempt("take a channel off air", () -> keeper.drop(id, removed));
        } else {
            // Its item can not be read: it goes on as it was last told.
            attempt("keep channel " + id + " on air", () -> keeper.keep(plan));
        }
    }

    /** Who is on air stays; of the others as many as there is room for. */
    private void makeDemanded(Map<Integer, Channel> demanded) {
        List<Channel> waiting = new ArrayList<>();
        for (Channel channel : demanded.values()) {
            if (keeper.makes(channel.id())) {
                keepOrTake(channel);
            } else if (!fleet.isElsewhere(channel.id())) {
                waiting.add(channel);
            }
        }
        onDemand = Set.copyOf(demanded.keySet());
        for (Channel channel : waiting) {
            if (room() > 0) {
                keepOrTake(channel);
            } else if (!fleet.isRoomElsewhere()) {
                attempt("turn away viewers of channel " + channel.id(), () -> turnedAway.tell(planner.plan(channel)));
            }
        }
    }

    private int room() {
        long running = keeper.channels().stream().filter(onDemand::contains).count();
        return Math.max(0, parts.config().demanded() - (int) running);
    }

    private void keepOrTake(Channel channel) {
        attempt("keep channel " + channel.id() + " on air", () -> {
            ChannelPlan plan = planner.plan(channel);
            if (keeper.makes(plan.channel()) || isOurs(plan)) {
                keeper.keep(plan);
            }
        });
    }

    private boolean isOurs(ChannelPlan plan) {
        return !fleet.isElsewhere(plan.channel()) && fleet.takes(plan.channel(), plan.ladder() != null);
    }

    private void beat() {
        if (fleet.beatWhenDue(keeper.channels(), room()) && !parts.restoring().getAsBoolean()) {
            fleet.givesAway(this::watched, keeper::isBound).ifPresent(this::giveAway);
        }
    }

    private Set<Integer> watched() {
        Set<Integer> watched = new HashSet<>(wantedChannels.watched());
        watched.addAll(onDemand);
        return watched;
    }

    private void giveAway(Assignment.Move move) {
        LOG.info(
                "channel {} is left to {}, which has less to do",
                move.channel(),
                move.to().worker());
        fleet.gaveAway(move.channel());
        keeper.handOver(move.channel());
        fleet.beatWhenDue(keeper.channels(), room());
    }

    private void watchOnAndOn() {
        try {
            while (true) {
                // A thread of its own with nothing else to wait for; close() interrupts it.
                Thread.sleep(parts.config().tick());
                attempt("check the children", keeper::check);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sweepOnAndOn() {
        try {
            while (!bell.isClosed()) { // what it waits for may have swallowed the interrupt
                // A thread of its own with nothing else to wait for; close() interrupts it.
                Thread.sleep(parts.config().sweepInterval());
                attempt("sweep old segments", sweeper::sweep);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
