package dev.headwater.standalone.runtime;

import dev.headwater.api.admin.catalog.TitleCheck;
import dev.headwater.api.admin.uploads.FolderUploads;
import dev.headwater.api.admin.uploads.Uploads;
import dev.headwater.api.runtime.HostProcess;
import dev.headwater.api.runtime.JoinedTraces;
import dev.headwater.api.runtime.Services;
import dev.headwater.api.runtime.WishTraces;
import dev.headwater.local.folder.DataFolder;
import dev.headwater.standalone.backup.Backups;
import java.security.SecureRandom;
import java.time.Duration;

/** A headend that this process works on, open: where its facts and media are kept, and a folder for what is of the process. */
interface Site extends AutoCloseable {
    Services services();

    /** Ours alone as long as this is open. */
    DataFolder folder();

    /** Where it is kept, as an operator calls it. */
    String place();

    /** Backups of it, made in this process. */
    Backups backups();

    /** Who this process is among all that work on the same headend: the same in each of its lives. */
    String process();

    /** Whether who starts this process is told how to make the first owner: at AWS the deployment tells. */
    boolean offersSetup();

    /** Whether functions over the same stores publish, import guides and carry out takedowns: then a server leaves it to them. */
    boolean isServedByFunctions();

    /** After how long without a word work of another process is taken for cut off; zero: there is no other process. */
    Duration silence();

    @Override
    void close();

    /** What operators sent, until something is made of it. */
    default Uploads uploads() {
        Services services = services();
        FolderUploads uploads = new FolderUploads(
                services.tables().sessions(),
                folder().root().resolve("uploads"),
                new NamedFiles(services.catalog(), services.guide().sources())::all,
                services.clock(),
                new SecureRandom());
        uploads.sweep();
        return uploads;
    }

    /** A process in which nothing but operations runs. */
    default HostProcess alone() {
        JoinedTraces traces = new JoinedTraces();
        traces.add(new WishTraces(services().assets()));
        traces.add(services().people().auditTraces());
        return new HostProcess(
                () -> PublicAddress.recall(folder().run()).url(),
                folder().run(),
                false,
                TitleCheck.NONE, // it would wait a second for what the server says as it makes the film
                new ChannelLook(Ingest.childCommand()),
                () -> {},
                _ -> {},
                traces,
                backups(),
                uploads(),
                false,
                silence());
    }
}
