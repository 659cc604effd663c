package dev.headwater.standalone.runtime;

import dev.headwater.api.admin.OperationException;
import dev.headwater.core.hls.Heartbeat;
import dev.headwater.core.hls.Heartbeats;
import dev.headwater.standalone.repair.RepairReport;
import dev.headwater.standalone.repair.StoreRepair;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Looks for what is wrong in the tables of an account, and mends it. */
public final class CloudRepair {
    private CloudRepair() {}

    /**
     * Repairs, or looks only.
     *
     * @param data a folder of this process, where what is taken out is kept
     * @throws OperationException where workers run, whose doings would look like damage
     */
    public static RepairReport run(
            Cloud cloud, Path data, boolean mend, InstantSource clock, Consumer<String> progress) {
        try (CloudClaim claim = CloudClaim.take(cloud, data, clock)) {
            List<Heartbeat> workers = new Heartbeats(claim.stores().tables().sessions(), clock).live();
            if (mend && !workers.isEmpty()) {
                throw new OperationException(
                        "worker " + workers.getFirst().worker() + " runs; stop all that runs first, or only --check");
            }
            return new StoreRepair(claim.stores().tables(), claim.folder().root(), mend, clock, progress)
                    .run(streams(claim.stores().folders("hls/")));
        }
    }

    private static Set<Integer> streams(Set<String> folders) {
        return folders.stream()
                .filter(id -> id.matches("[1-9][0-9]{0,8}"))
                .map(Integer::valueOf)
                .collect(Collectors.toSet());
    }
}
