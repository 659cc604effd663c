package dev.headwater.standalone.runtime;

import dev.headwater.api.imports.ImportRun;
import dev.headwater.core.subscriber.Traces;
import dev.headwater.standalone.backup.Backups;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What operations have to know of the process they run in.
 *
 * @param address where the server is reached
 * @param run where what is fetched lies until it is read
 * @param workerRuns whether channels and films are being made meanwhile
 * @param look told after a change of the catalogue was noted for publishing
 * @param imported told of each import that came to its end
 * @param traces what is stored of lines beside their own items
 */
record HostProcess(
        Supplier<PublicAddress> address,
        Path run,
        boolean workerRuns,
        Runnable look,
        Consumer<ImportRun> imported,
        Traces traces,
        Backups backups) {

    /** One in which nothing but operations runs. */
    static HostProcess alone(OpenFolder folder) {
        Path run = folder.folder().run();
        JoinedTraces traces = new JoinedTraces();
        traces.add(new WishTraces(folder.services().assets()));
        traces.add(folder.services().people().auditTraces());
        return new HostProcess(
                () -> PublicAddress.recall(run), run, false, () -> {}, _ -> {}, traces, folder.backups());
    }
}
