package dev.headwater.standalone.runtime;

import dev.headwater.api.admin.OperationException;
import dev.headwater.api.runtime.Services;
import dev.headwater.aws.stores.CloudStores;
import dev.headwater.core.backup.BackupSource;
import dev.headwater.core.backup.RestoreMarker;
import dev.headwater.local.folder.Claim;
import dev.headwater.local.folder.DataFolder;
import dev.headwater.standalone.backup.Backups;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;

/** A headend in an account, which other processes may work on as well, and a folder of this process. */
final class OpenCloud implements Site {
    /** Three times the time in which those that run say so. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final DataFolder folder;
    private final CloudStores stores;
    private final Services services;
    private final String process;
    private final Cloud cloud;

    private OpenCloud(DataFolder folder, CloudStores stores, Services services, String process, Cloud cloud) {
        this.folder = folder;
        this.stores = stores;
        this.services = services;
        this.process = process;
        this.cloud = cloud;
    }

    /** @throws OperationException where the folder can not be had, with the reason */
    static OpenCloud open(Cloud cloud, Path data) {
        return switch (DataFolder.claim(data)) {
            case Claim.Held held -> over(cloud, held.folder());
            case Claim.Refused refused -> throw new OperationException(refused.message());
        };
    }

    private static OpenCloud over(Cloud cloud, DataFolder folder) {
        InstantSource clock = Clock.systemUTC();
        SecureRandom random = new SecureRandom();
        try {
            String process = CloudFolder.process(folder, random);
            CloudStores stores = new CloudStores(cloud.access(), cloud.resources(), random, clock);
            try {
                if (cloud.makesMissing()) {
                    stores.makeMissing();
                }
                RestoreMarker.refuseHalfASystem(stores.tables().accounts());
                Services services = Services.over(
                        stores.tables(),
                        stores.objects(),
                        stores.secrets(),
                        folder.run().resolve("guide"),
                        clock);
                return new OpenCloud(folder, stores, services, process, cloud);
            } catch (RuntimeException e) {
                stores.close();
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
    public DataFolder folder() {
        return folder;
    }

    @Override
    public Backups backups() {
        return new Backups(
                () -> new Backups.Source(
                        BackupSource.of(stores.tables(), stores.secrets(), stores.objects()), () -> {}),
                folder.root().resolve("backups"),
                services.clock());
    }

    @Override
    public String place() {
        return cloud.place();
    }

    @Override
    public String process() {
        return process;
    }

    @Override
    public boolean offersSetup() {
        return cloud.makesMissing();
    }

    @Override
    public boolean isServedByFunctions() {
        return cloud.hasFunctions();
    }

    @Override
    public Duration silence() {
        return SILENCE;
    }

    @Override
    public void close() {
        stores.close();
        folder.close();
    }
}
