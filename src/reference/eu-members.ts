/** The members of the European Union, ISO 3166-1 alpha-3: what goes to one of them goes to the EU. Treaty on European Union, since 2020-02-01. */
export const euMembers =
  'AUT BEL BGR HRV CYP CZE DNK EST FIN FRA DEU GRC HUN IRL ITA LVA LTU LUX MLT NLD POL PRT ROU SVK SVN ESP SWE'.split(
    ' ',
  )
