package dev.headwater.api.runtime;

import dev.headwater.api.admin.backup.BackupMaker;
import dev.headwater.api.admin.catalog.SourceLook;
import dev.headwater.api.admin.catalog.TitleCheck;
import dev.headwater.api.admin.uploads.Uploads;
import dev.headwater.api.imports.ImportRun;
import dev.headwater.core.playback.PublicUrl;
import dev.headwater.core.subscriber.Traces;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What operators' work has to know of the process it is done in.
 *
 * @param address where viewers reach the server
 * @param scratch where what is fetched lies until it is read
 * @param workerRuns whether channels and films are being made meanwhile
 * @param check looks at a film before it is taken
 * @param sources looks at a channel's source
 * @param look told after a change of the catalogue was noted for publishing
 * @param imported told of each import that came to its end
 * @param traces what is stored of lines beside their own items
 * @param standsStill whether nothing goes on here between two requests: then long work is left to another process
 * @param jobSilence after how long without a word a job of another process is taken for cut off; zero: there is no other
 */
public record HostProcess(
        Supplier<PublicUrl> address,
        Path scratch,
        boolean workerRuns,
        TitleCheck check,
        SourceLook sources,
        Runnable look,
        Consumer<ImportRun> imported,
        Traces traces,
        BackupMaker backups,
        Uploads uploads,
        boolean standsStill,
        Duration jobSilence) {}
