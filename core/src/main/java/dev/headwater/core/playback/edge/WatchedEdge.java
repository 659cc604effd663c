package dev.headwater.core.playback.edge;

import java.time.Duration;
import java.time.Instant;

/** An edge, and what the prober remembers of it from round to round. Not for several threads. */
final class WatchedEdge {
    /** Answers of the other kind in a row that it takes to believe them. */
    private static final int BELIEVED = 2;

    private final RecentLoad load = new RecentLoad(0, Instant.EPOCH);
    private Edge edge;
    private EdgeHealth health;
    private int contrary;
    private Instant changedShare = Instant.EPOCH;
    private Duration patience = Shedding.UP_EVERY;
    private boolean tookBack;

    WatchedEdge(Edge edge, EdgeHealth health) {
        this.edge = edge;
        this.health = health;
    }

    Edge edge() {
        return edge;
    }

    EdgeHealth health() {
        return health;
    }

    /** The same edge as it is wanted now. */
    void isWantedAs(Edge wanted) {
        edge = wanted;
    }

    /** Whether it is up and did not answer last time. */
    boolean isInDoubt() {
        return health.up() && contrary > 0;
    }

    boolean hasRoom() {
        return member().takesViewers() && load.brief() < Shedding.HOT;
    }

    private PoolMember member() {
        return new PoolMember(edge, health);
    }

    void hear(Probed answer, Instant now) {
        boolean alive = answer instanceof Probed.Alive;
        contrary = alive == health.up() ? 0 : contrary + 1;
        boolean up = contrary >= BELIEVED ? alive : health.up();
        if (up != health.up()) {
            contrary = 0;
        }
        if (health.up() && !up && load.brief() > Shedding.HOT) {
            // On a full line answers come late. All of its sessions at once would fill it again.
            giveAway(Shedding.halved(health.keep(), load.brief()), now);
        }
        health = answer instanceof Probed.Alive said
                ? health.answering(up, said.mbps(), said.capacity())
                : health.answering(up, up ? health.mbps() : 0, health.capacity());
        load.hear(member().load(), now);
    }

    /**
     * Has the share of sessions it keeps follow its load.
     *
     * @param roomElsewhere whether others could take what it gives away
     */
    void adjust(boolean roomElsewhere, Instant now) {
        double brief = load.brief();
        double steady = load.steady();
        int keep = health.keep();
        if (!health.up()) {
            return;
        }
        if (brief > Shedding.FULL && roomElsewhere && isDue(Shedding.HALVED_EVERY, now)) {
            giveAway(Shedding.halved(keep, brief), now);
        } else if (steady > Shedding.HOT && roomElsewhere && isDue(Shedding.DOWN_EVERY, now)) {
            giveAway(Shedding.lowered(keep, steady), now);
        } else if (Math.max(brief, steady) < Shedding.COOL
                && keep < EdgeHealth.ALL
                && isDue(Shedding.upEvery(patience, steady), now)) {
            takeBack(Shedding.raised(keep, steady), now);
        }
    }

    private boolean isDue(Duration every, Instant now) {
        return !now.isBefore(changedShare.plus(every));
    }

    private void giveAway(int keep, Instant now) {
        if (tookBack) {
            patience = Shedding.longer(patience);
            tookBack = false;
        }
        share(keep, now);
    }

    private void takeBack(int keep, Instant now) {
        tookBack = true;
        if (keep == EdgeHealth.ALL) {
            patience = Shedding.UP_EVERY;
        }
        share(keep, now);
    }

    private void share(int keep, Instant now) {
        health = health.keeping(keep);
        changedShare = now;
    }
}
