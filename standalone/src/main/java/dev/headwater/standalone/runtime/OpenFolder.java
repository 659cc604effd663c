package dev.headwater.standalone.runtime;

import dev.headwater.api.admin.OperationException;
import dev.headwater.api.runtime.Services;
import dev.headwater.core.backup.BackupSource;
import dev.headwater.core.backup.RestoreMarker;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.Tables;
import dev.headwater.local.folder.Claim;
import dev.headwater.local.folder.DataFolder;
import dev.headwater.local.objects.FolderObjectStore;
import dev.headwater.local.secrets.FileSecretStore;
import dev.headwater.local.tables.LocalTables;
import dev.headwater.local.tables.TablesSnapshot;
import dev.headwater.standalone.backup.Backups;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/** A data folder that is ours, with the services over it: the whole of a headend on one machine. */
final class OpenFolder implements Site {
    private final DataFolder folder;
    private final LocalTables tables;
    private final Services services;

    private OpenFolder(DataFolder folder, LocalTables tables, Services services) {
        this.folder = folder;
        this.tables = tables;
        this.services = services;
    }

    /** @throws OperationException where the folder can not be had, with the reason */
    static OpenFolder open(Path data) {
        return open(data, tables -> tables, objects -> objects);
    }

    /** The same, its stores seen through these. */
    static OpenFolder open(Path data, UnaryOperator<Tables> tables, UnaryOperator<ObjectStore> objects) {
        return switch (DataFolder.claim(data)) {
            case Claim.Held held -> over(held.folder(), tables, objects);
            case Claim.Refused refused -> throw new OperationException(refused.message());
        };
    }

    /** Opens the stores of a folder that is ours; lets go of it where they can not be opened. */
    static OpenFolder over(DataFolder folder) {
        return over(folder, tables -> tables, objects -> objects);
    }

    private static OpenFolder over(
            DataFolder folder, UnaryOperator<Tables> seenTables, UnaryOperator<ObjectStore> seenObjects) {
        InstantSource clock = Clock.systemUTC();
        try {
            CloudFolder.refuse(folder);
            LocalTables tables = LocalTables.open(folder.tables(), clock);
            try {
                RestoreMarker.refuseHalfASystem(tables.tables().accounts());
                Services services = Services.over(
                        seenTables.apply(tables.tables()),
                        seenObjects.apply(new FolderObjectStore(folder.objects())),
                        new FileSecretStore(folder.secrets()),
                        folder.run().resolve("guide"),
                        clock);
                return new OpenFolder(folder, tables, services);
            } catch (RuntimeException e) {
                tables.close();
                throw e;
            }
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    @Override
    public Services services() {
        return services;
    }

    @Override
    public Backups backups() {
        return new Backups(
                () -> {
                    TablesSnapshot snapshot = tables.snapshot();
                    return new Backups.Source(
                            new BackupSource(
                                    snapshot.accounts()::scan,
                                    snapshot.catalog()::scan,
                                    snapshot.sessions()::scan,
                                    new FileSecretStore(folder.secrets()),
                                    services.objects()),
                            snapshot);
                },
                folder.root().resolve("backups"),
                services.clock());
    }

    @Override
    public String place() {
        return folder.root().toString();
    }

    /** Always the same: the folder's lock sees to it that there is but one. */
    @Override
    public String process() {
        return "local";
    }

    @Override
    public boolean offersSetup() {
        return true;
    }

    @Override
    public boolean isServedByFunctions() {
        return false;
    }

    @Override
    public Duration silence() {
        return Duration.ZERO;
    }

    @Override
    public DataFolder folder() {
        return folder;
    }

    @Override
    public void close() {
        tables.close();
        folder.close();
    }
}
