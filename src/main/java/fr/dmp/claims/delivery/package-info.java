/** What a delivery is made of: files, lines, and the account of what became of each. */
@NullMarked
package fr.dmp.claims.delivery;

import org.jspecify.annotations.NullMarked;
