package dev.headwater.standalone.runtime;

import dev.headwater.core.archive.Archive;
import dev.headwater.core.backup.RestoreWatch;
import dev.headwater.core.hls.Slates;
import dev.headwater.core.hls.WorkerBooks;
import dev.headwater.core.vod.Assets;
import dev.headwater.ingest.supervisor.channel.IngestConfig;
import dev.headwater.ingest.supervisor.children.ChildCommand;
import dev.headwater.ingest.supervisor.fleet.IngestWorker;
import dev.headwater.ingest.supervisor.title.SlateMaker;
import dev.headwater.ingest.supervisor.title.VodConfig;
import dev.headwater.ingest.supervisor.title.VodWorker;
import dev.headwater.standalone.demo.DemoContent;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The workers of this machine, in this process; each channel and film is made by a process of its own. */
final class Ingest implements AutoCloseable {
    private final List<String> childCommand = childCommand();
    private final IngestWorker worker;
    private final VodWorker titles;
    private final Assets assets;
    private boolean titlesStarted;
    private final SlateMaker slates;

    /**
     * Workers of one process.
     *
     * @param process names them
     * @param workFolder for what films are made in
     * @param only the channels they make, kept from others; empty: any
     * @param keyLife how long segments of an encrypted channel have the same key
     * @param machine what channels may use of it
     */
    Ingest(
            IngestStores stores,
            String process,
            Path workFolder,
            Set<Integer> only,
            Duration keyLife,
            MachineUse machine) {
        this.slates = new SlateMaker(
                childCommand,
                new Slates(stores.tables().catalog()),
                stores.objects(),
                stores.clock(),
                new SecureRandom());
        RestoreWatch restoring = new RestoreWatch(stores.tables().accounts(), stores.clock());
        // Segment names carry 64 bits that nobody can guess.
        this.worker = new IngestWorker(
                IngestConfig.of(process, allowed(childCommand, machine), only).withKeyLife(keyLife),
                stores.catalog().channels(),
                stores.takedowns(),
                stores.demands(),
                stores.windows(),
                new Archive(stores.tables().sessions()),
                WorkerBooks.in(stores.tables().sessions(), stores.clock()),
                stores.objects(),
                stores.keys(),
                restoring,
                stores.clock(),
                new SecureRandom());
        this.assets = stores.assets();
        stores.demands().listen(worker::lookForDemands);
        this.titles = new VodWorker(
                VodConfig.of(process, childCommand, workFolder),
                stores.catalog(),
                stores.takedowns(),
                assets,
                stores.leases(),
                stores.objects(),
                stores.keys(),
                restoring,
                stores.clock(),
                new SecureRandom());
        stores.assets().listen(titles::look);
    }

    /** How a process is started that reads media. */
    static List<String> childCommand() {
        return ChildCommand.java(Path.of(System.getProperty("java.home")), System.getProperty("java.class.path"));
    }

    /** The same for processes that may use the machine so. */
    static List<String> allowed(List<String> childCommand, MachineUse machine) {
        List<String> command = machine.hardware() ? ChildCommand.withHardware(childCommand) : childCommand;
        return machine.devices() ? ChildCommand.withDevices(command) : command;
    }

    /** Makes the demo's clips and has its films packaged, which takes a while, and shows how far it is. */
    DemoContent.Studio studio(PrintWriter out) {
        return new DemoStudio(childCommand, assets, this::startTitles, out);
    }

    /** Makes the slates that are missing: a few seconds at a first start, none at the next. */
    void makeSlates(PrintWriter out) {
        if (slates.areMissing()) {
            try (ProgressLine progress = new ProgressLine(out, "Making the slates")) {
                slates.makeMissing(progress::at);
            }
        }
    }

    void start() {
        startChannels();
        startTitles();
    }

    void startChannels() {
        worker.start();
    }

    private void startTitles() {
        if (!titlesStarted) {
            titlesStarted = true;
            titles.start();
        }
    }

    /** Whether it looks after the channels. */
    boolean isRunning() {
        return worker.isRunning();
    }

    /** Looks at the channels and films now: one was added, wanted or removed. */
    void look() {
        worker.wake();
        titles.look();
    }

    /** Nothing is waited for before channels: somebody watches them, and other workers wait for them. */
    @Override
    public void close() {
        try {
            titles.end();
            worker.close();
        } finally {
            titles.close();
        }
    }
}
