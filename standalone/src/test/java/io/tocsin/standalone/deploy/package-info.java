/** What docker-compose.yml and the Dockerfile start, without Docker. */
@NullMarked
package io.tocsin.standalone.deploy;

import org.jspecify.annotations.NullMarked;
