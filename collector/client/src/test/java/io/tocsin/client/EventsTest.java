package io.tocsin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an event must have, and what it gets by itself. */
final class EventsTest {

    @Test
    void shouldHaveAnIdAndATime_whenNoneIsSet() {
        Instant before = Instant.now().minusMillis(1);
        MigrationEvent one = started().build();
        MigrationEvent other = started().build();

        assertThat(one.eventId()).isNotEmpty().isNotEqualTo(other.eventId());
        assertThat(one.at()).isBetween(before, Instant.now());
        assertThat(one.at()).isEqualTo(one.at().truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void shouldNameTheField_whenOneIsMissing() {
        MigrationEvent.Builder noSubject =
                MigrationEvent.builder(MigrationEvent.Type.STARTED).migrationId("m");
        ReserveSnapshot.Builder noSupply = ReserveSnapshot.builder("SDX").locked(BigDecimal.ONE);

        assertThatIllegalArgumentException().isThrownBy(noSubject::build).withMessageContaining("subject is missing");
        assertThatIllegalArgumentException().isThrownBy(noSupply::build).withMessageContaining("supply is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> started().eventId("").build())
                .withMessageContaining("eventId is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1E+19", "99999999999999999999", "-1.000000000000000001", "1E-18", "0E-400", "0E+400"})
    void shouldTakeAnAmount_whenItFits(String amount) {
        assertThat(started().amount(new BigDecimal(amount)).build().amount())
                .isEqualByComparingTo(amount)
                .satisfies(value -> assertThat(value.scale()).isEqualTo(18));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+20", "100000000000000000000", "1E-19", "-1.0000000000000000001", "1E+999999999"})
    void shouldRefuseAnAmount_whenItDoesNotFit(String amount) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> started().amount(new BigDecimal(amount)).build())
                .withMessageContaining("amount has more than");
    }

    @Test
    void shouldTakeAScore_onlyFromOneToFive() {
        assertThat(satisfaction(1).score()).isEqualTo(1);
        assertThat(satisfaction(5).score()).isEqualTo(5);
        for (double score : new double[] {0.999, 5.001, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> satisfaction(score))
                    .withMessageContaining("score");
        }
    }

    @Test
    void shouldTakeATime_onlyFrom1970To9999() {
        assertThat(started().at(Instant.EPOCH).build().at()).isEqualTo(Instant.EPOCH);
        for (Instant time :
                new Instant[] {Instant.ofEpochMilli(-1), Instant.parse("+10000-01-01T00:00:00Z"), Instant.MAX}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> started().at(time).build())
                    .withMessageContaining("from 1970 to 9999");
        }
    }

    @Test
    void shouldRefuseADuration_whenItIsNegative() {
        ReserveSnapshot.Builder snapshot =
                ReserveSnapshot.builder("SDX").supply(BigDecimal.TEN).locked(BigDecimal.TEN);

        assertThat(snapshot.verified(Instant.EPOCH, Duration.ZERO).build().verificationMillis())
                .isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        snapshot.verified(Instant.EPOCH, Duration.ofMillis(-1)).build());
    }

    /** As over HTTP. */
    @Test
    void shouldHaveNoText_whenAnOptionalOneIsEmpty() {
        assertThat(started().path("").build().path()).isNull();
        assertThat(started().path("a").build().path()).isEqualTo("a");
        assertThat(started().attribute("a", "").build().attributes()).containsEntry("a", "");
    }

    @Test
    void shouldRefuseAText_whenItHasHalfACharacter() {
        String half = "\ud83d";

        assertThat(started().reason(half + "\ude00").build().reason()).isEqualTo("😀");
        for (MigrationEvent.Builder event : List.of(
                started().subject("u" + half), started().reason(half), started().attribute("a", half + "!"))) {
            assertThatIllegalArgumentException().isThrownBy(event::build).withMessageContaining("half of a surrogate");
        }
    }

    @Test
    void shouldTakeACountry_onlyOfTwoCapitalLetters() {
        ActivityEvent.Builder login =
                ActivityEvent.builder(ActivityEvent.Kind.LOGIN).subject("u");

        assertThat(login.country("IS").build().country()).isEqualTo("IS");
        assertThat(login.country("").build().country()).isNull();
        for (String country : List.of("is", "I", "ISL", "I1")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> login.country(country).build())
                    .withMessageContaining("country");
        }
    }

    @Test
    void shouldNotChange_whenItsMakerGoesOn() {
        MigrationEvent.Builder builder = started().attribute("a", "1");
        MigrationEvent event = builder.build();
        builder.attribute("b", "2");

        assertThat(event.attributes()).containsOnlyKeys("a");
    }

    private static MigrationEvent.Builder started() {
        return MigrationEvent.builder(MigrationEvent.Type.STARTED)
                .migrationId("m-1")
                .subject("u-1");
    }

    private static ActivityEvent satisfaction(double score) {
        return ActivityEvent.builder(ActivityEvent.Kind.SATISFACTION)
                .subject("u-1")
                .score(score)
                .build();
    }
}
