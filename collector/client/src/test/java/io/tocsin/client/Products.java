package io.tocsin.client;

import io.tocsin.schemas.avro.ActivityKind;
import io.tocsin.schemas.avro.MigrationEventType;
import io.tocsin.schemas.frame.FrameLayout;
import io.tocsin.schemas.labels.Labels;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The same records in the product's own classes, put together field by field. */
final class Products {

    private Products() {}

    static io.tocsin.schemas.avro.MigrationEvent of(MigrationEvent event) {
        return io.tocsin.schemas.avro.MigrationEvent.newBuilder()
                .setEventId(event.eventId())
                .setMigrationId(event.migrationId())
                .setSubject(event.subject())
                .setTimestamp(event.at().toEpochMilli())
                .setType(MigrationEventType.valueOf(event.type().name()))
                .setPath(event.path())
                .setStep(event.step())
                .setReason(event.reason())
                .setAmount(event.amount())
                .setAsset(event.asset())
                .setCohort(event.cohort())
                .setAttributes(new HashMap<>(event.attributes()))
                .build();
    }

    static io.tocsin.schemas.avro.ActivityEvent of(ActivityEvent event) {
        return io.tocsin.schemas.avro.ActivityEvent.newBuilder()
                .setEventId(event.eventId())
                .setSubject(event.subject())
                .setTimestamp(event.at().toEpochMilli())
                .setKind(ActivityKind.valueOf(event.kind().name()))
                .setOutcome(event.outcome())
                .setCountry(event.country())
                .setScore(event.score())
                .setFeature(event.feature())
                .setPath(event.path())
                .setCohort(event.cohort())
                .setAttributes(new HashMap<>(event.attributes()))
                .build();
    }

    static io.tocsin.schemas.avro.ReserveSnapshot of(ReserveSnapshot snapshot) {
        return io.tocsin.schemas.avro.ReserveSnapshot.newBuilder()
                .setEventId(snapshot.eventId())
                .setAsset(snapshot.asset())
                .setTimestamp(snapshot.at().toEpochMilli())
                .setSupply(snapshot.supply())
                .setLocked(snapshot.locked())
                .setUserBalances(snapshot.userBalances())
                .setCustody(snapshot.custody().stream().map(Products::of).toList())
                .setPaused(snapshot.paused())
                .setVerifiedAt(millis(snapshot.verifiedAt()))
                .setVerificationMillis(snapshot.verificationMillis())
                .setAttributes(new HashMap<>(snapshot.attributes()))
                .build();
    }

    private static io.tocsin.schemas.avro.CustodyBalance of(CustodyBalance balance) {
        return io.tocsin.schemas.avro.CustodyBalance.newBuilder()
                .setAddress(balance.address())
                .setBalance(balance.balance())
                .setCheckMillis(balance.checkMillis())
                .build();
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    static io.tocsin.schemas.frame.MetricFrame of(MetricFrame frame) {
        List<Labels> series =
                frame.samples().keySet().stream().map(Products::of).toList();
        double[] values = frame.samples().values().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        return new io.tocsin.schemas.frame.MetricFrame(frame.at().toEpochMilli(), FrameLayout.of(series), values);
    }

    static Labels of(Series series) {
        return Labels.of(series.pairs());
    }
}
