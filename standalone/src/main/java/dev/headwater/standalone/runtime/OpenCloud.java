package dev.headwater.standalone.runtime;

import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.uploads.BucketUploads;
import dev.headwater.api.admin.uploads.UploadBook;
import dev.headwater.api.admin.uploads.Uploads;
import dev.headwater.api.admin.uploads.UsedUploads;
import dev.headwater.api.runtime.Services;
import dev.headwater.aws.FunctionNeeds;
import dev.headwater.aws.secrets.NeededSecrets;
import dev.headwater.aws.stores.CloudStores;
import dev.headwater.core.backup.BackupSource;
import dev.headwater.core.store.SecretStore;
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

    private final CloudClaim claim;
    private final Services services;
    private final Cloud cloud;

    private OpenCloud(CloudClaim claim, Services services, Cloud cloud) {
        this.claim = claim;
        this.services = services;
        this.cloud = cloud;
    }

    /** @throws OperationException where the folder can not be had, with the reason */
    static OpenCloud open(Cloud cloud, Path data) {
        InstantSource clock = Clock.systemUTC();
        CloudClaim claim = CloudClaim.take(cloud, data, clock);
        try {
            Services services = Services.over(
                    claim.stores().tables(),
                    claim.stores().objects(),
                    secrets(cloud, claim.stores()),
                    claim.folder().run().resolve("guide"),
                    clock);
            return new OpenCloud(claim, services, cloud);
        } catch (RuntimeException e) {
            claim.close();
            throw e;
        }
    }

    private static SecretStore secrets(Cloud cloud, CloudStores stores) {
        return cloud.needs().equals(FunctionNeeds.ALL)
                ? stores.secrets()
                : new NeededSecrets(stores.secrets(), cloud.needs());
    }

    @Override
    public Services services() {
        return services;
    }

    @Override
    public DataFolder folder() {
        return claim.folder();
    }

    @Override
    public Backups backups() {
        return new Backups(
                () -> new Backups.Source(
                        BackupSource.of(
                                claim.stores().tables(),
                                claim.stores().secrets(),
                                claim.stores().objects()),
                        () -> {}),
                claim.folder().root().resolve("backups"),
                services.clock());
    }

    @Override
    public String place() {
        return cloud.place();
    }

    @Override
    public String process() {
        return claim.process();
    }

    @Override
    public boolean offersSetup() {
        return cloud.makesMissing();
    }

    @Override
    public boolean isServedByFunctions() {
        return cloud.hasFunctions();
    }

    /** Where functions take uploads straight into a bucket, this process does the same. */
    @Override
    public Uploads uploads() {
        if (!isServedByFunctions()) {
            return Site.super.uploads();
        }
        return new BucketUploads(
                new UploadBook(services.tables().sessions(), services.clock(), new SecureRandom()),
                claim.stores().directUploads(),
                new UsedUploads(services.catalog(), services.guide().sources())::ids);
    }

    @Override
    public Duration silence() {
        return SILENCE;
    }

    @Override
    public void close() {
        claim.close();
    }
}
