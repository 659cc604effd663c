package dev.headwater.ingest.supervisor.channel;

import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.push.PushDoor;
import dev.headwater.ingest.supervisor.children.ChildLauncher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears who sends to channels that other workers make: one address may lead to any of them, and who sends does not know which.
 * The worker that is sent to makes the channel from then on. Of one thread.
 */
public final class Pushes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pushes.class);

    /** The doors of one channel, by the place of the source; closed where its sources change. */
    private record Doors(List<Source> sources, Map<Integer, PushDoor> open) {}

    private final Runnable heard;
    private final Map<Integer, Doors> channels = new HashMap<>();

    /** @param heard told, by any thread, when somebody has come */
    public Pushes(Runnable heard) {
        this.heard = heard;
    }

    /**
     * Listens for these, and for no others but those that are made of what comes here.
     *
     * @param elsewhere plans of channels that are made on other machines
     * @param here channels that this worker makes
     */
    public void listenFor(Collection<ChannelPlan> elsewhere, Set<Integer> here) {
        Map<Integer, ChannelPlan> wanted =
                elsewhere.stream().collect(Collectors.toMap(ChannelPlan::channel, plan -> plan));
        Map.copyOf(channels).forEach((channel, doors) -> {
            ChannelPlan plan = wanted.get(channel);
            boolean stays =
                    plan == null ? here.contains(channel) : plan.sources().equals(doors.sources());
            if (!stays) {
                close(channel);
            }
        });
        wanted.values().forEach(this::listen);
    }

    /** A port that is taken is tried again at the next look. */
    private void listen(ChannelPlan plan) {
        Doors doors = channels.computeIfAbsent(plan.channel(), id -> new Doors(plan.sources(), new HashMap<>()));
        for (int i = 0; i < plan.sources().size(); i++) {
            Source source = plan.sources().get(i);
            if (PushDoor.isFor(source) && !doors.open().containsKey(i)) {
                try {
                    doors.open().put(i, PushDoor.listen(source, heard));
                } catch (IOException e) {
                    LOG.debug("channel {}: {} is not listened to here: {}", plan.channel(), source, e.getMessage());
                }
            }
        }
    }

    /** Channels that somebody sends to and waits. */
    public List<Integer> waiting() {
        return channels.entrySet().stream()
                .filter(each -> each.getValue().open().values().stream().anyMatch(PushDoor::hasCaller))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** From here on the channel is made here: of what comes through its doors, where it has any. */
    ChildLauncher leading(ChannelPlan plan, ChildLauncher launcher) {
        Doors doors = channels.get(plan.channel());
        if (doors == null || !doors.sources().equals(plan.sources())) {
            close(plan.channel());
            return launcher;
        }
        Map<Integer, PushDoor> open = Map.copyOf(doors.open());
        open.values().forEach(PushDoor::open);
        return (job, log) -> launcher.launch(behind(job, open), log);
    }

    private static Job behind(Job job, Map<Integer, PushDoor> open) {
        if (!(job instanceof Job.Stream stream)) {
            return job;
        }
        List<Source> sources = new ArrayList<>(stream.sources());
        open.forEach((place, door) -> sources.set(place, door.inside()));
        return stream.of(sources);
    }

    /** Leaves a channel's ports to whoever listens there next. */
    void close(int channel) {
        Doors doors = channels.remove(channel);
        if (doors != null) {
            doors.open().values().forEach(PushDoor::close);
        }
    }

    @Override
    public void close() {
        List.copyOf(channels.keySet()).forEach(this::close);
    }
}
