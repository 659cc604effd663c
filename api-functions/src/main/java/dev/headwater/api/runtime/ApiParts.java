package dev.headwater.api.runtime;

import dev.headwater.api.admin.Operations;
import dev.headwater.api.admin.auth.AccessTokenSecret;
import dev.headwater.api.admin.auth.Identities;
import dev.headwater.api.admin.auth.People;
import dev.headwater.api.guide.GuideDocuments;
import dev.headwater.api.guide.GuideFiles;
import dev.headwater.api.listing.Audiences;
import dev.headwater.api.listing.LineLists;
import dev.headwater.api.listing.Listings;
import dev.headwater.api.listing.Publisher;
import dev.headwater.api.xtream.Schedule;
import dev.headwater.core.account.Authenticator;
import dev.headwater.core.account.Bouquets;
import dev.headwater.core.archive.Archive;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Withheld;
import dev.headwater.core.hls.Stills;
import dev.headwater.core.playback.Playback;
import dev.headwater.core.playback.session.Sessions;
import dev.headwater.core.vod.Assets;
import io.micronaut.context.ApplicationContext;
import java.time.InstantSource;

/**
 * What the controllers work with, whatever carries their requests. Beside it each runtime has its own: who is in front of it
 * ({@code FrontDoor}), what measures it, whether {@code .ts} streams and edges elsewhere are served.
 */
public record ApiParts(
        Playback playback,
        Authenticator authenticator,
        Sessions sessions,
        Catalog catalog,
        Withheld withheld,
        Bouquets bouquets,
        Assets assets,
        Archive archive,
        Stills stills,
        Schedule schedule,
        Audiences audiences,
        Listings listings,
        LineLists lineLists,
        GuideFiles guideFiles,
        Identities identities,
        AccessTokenSecret accessTokenSecret,
        People people,
        Operations operations,
        InstantSource clock) {

    public static ApiParts of(Services services, Publisher publisher, GuideDocuments documents, Operations operations) {
        return new ApiParts(
                services.playback(),
                services.authenticator(),
                services.sessions(),
                services.catalog(),
                services.takedowns(),
                services.bouquets(),
                services.assets(),
                services.archive(),
                new Stills(services.objects()),
                services.guide().schedule(),
                services.audiences(),
                publisher.listings(),
                publisher.lineLists(),
                new GuideFiles(documents, services.objects(), services.clock()),
                services.people().identities(),
                services.people().accessTokenSecret(),
                services.people().people(),
                operations,
                services.clock());
    }

    /** Has the controllers of this context find all of it. */
    public void registerIn(ApplicationContext context) {
        context.registerSingleton(Playback.class, playback);
        context.registerSingleton(Authenticator.class, authenticator);
        context.registerSingleton(Sessions.class, sessions);
        context.registerSingleton(Catalog.class, catalog);
        context.registerSingleton(Withheld.class, withheld);
        context.registerSingleton(Bouquets.class, bouquets);
        context.registerSingleton(Assets.class, assets);
        context.registerSingleton(Archive.class, archive);
        context.registerSingleton(Stills.class, stills);
        context.registerSingleton(Schedule.class, schedule);
        context.registerSingleton(Audiences.class, audiences);
        context.registerSingleton(Listings.class, listings);
        context.registerSingleton(LineLists.class, lineLists);
        context.registerSingleton(GuideFiles.class, guideFiles);
        context.registerSingleton(Identities.class, identities);
        context.registerSingleton(AccessTokenSecret.class, accessTokenSecret);
        context.registerSingleton(People.class, people);
        context.registerSingleton(Operations.class, operations);
        operations.groups().forEach(context::registerSingleton);
        context.registerSingleton(InstantSource.class, clock);
    }
}
